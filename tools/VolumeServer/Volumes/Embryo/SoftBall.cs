using System;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>A ball with a soft edge: droplets, and the beads that tubes are strung from.</summary>
internal readonly record struct SoftBall(Vector3 Center, float Radius, float Light)
{
    /// <summary>Draws its cut over what is there. Balls of a tube overlap, so the brighter one counts, never the sum.</summary>
    public void Paint(SliceCanvas canvas)
    {
        float reach = Radius * 1.2f, dz = canvas.Z - Center.Z;
        if (MathF.Abs(dz) >= reach)
        {
            return;
        }

        (int left, int right) = canvas.Cover(Center.X - reach, Center.X + reach, canvas.Width);
        (int top, int bottom) = canvas.Cover(Center.Y - reach, Center.Y + reach, canvas.Height);
        float scale = 1 / (Radius * Radius);
        for (int y = top; y < bottom; y++)
        {
            Span<float> row = canvas.Row(y);
            float dy = (y * canvas.Pitch) - Center.Y;
            float rest = (dy * dy) + (dz * dz);
            for (int x = left; x < right; x++)
            {
                float dx = (x * canvas.Pitch) - Center.X;
                float body = Math.Clamp((1.4f - (((dx * dx) + rest) * scale)) * 1.6f, 0, 1);
                row[x] = MathF.Max(row[x], (Light * body) + (row[x] * (1 - body)));
            }
        }
    }
}
