using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Paints the nuclei that the slice cuts: soft-edged ellipsoids with a grain of chromatin inside.</summary>
internal sealed class NucleusPainter
{
    private const float Light = 1750;

    private readonly int _seed;

    public NucleusPainter(int seed) => _seed = seed;

    public void Paint(SliceCanvas canvas, List<Nucleus> nuclei)
    {
        foreach (Nucleus nucleus in nuclei)
        {
            if (MathF.Abs(nucleus.Center.Z - canvas.Z) < nucleus.Reach)
            {
                Paint(canvas, nucleus);
            }
        }
    }

    private void Paint(SliceCanvas canvas, in Nucleus nucleus)
    {
        (int left, int right) = canvas.Cover(nucleus.Center.X - nucleus.Reach, nucleus.Center.X + nucleus.Reach, canvas.Width);
        (int top, int bottom) = canvas.Cover(nucleus.Center.Y - nucleus.Reach, nucleus.Center.Y + nucleus.Reach, canvas.Height);

        // u(x, y) = u0 + x·ux + y·uy on each axis, in units of the radius.
        Vector3 perX = new Vector3(nucleus.AxisU.X, nucleus.AxisV.X, nucleus.AxisN.X) / nucleus.Radii;
        Vector3 perY = new Vector3(nucleus.AxisU.Y, nucleus.AxisV.Y, nucleus.AxisN.Y) / nucleus.Radii;
        Vector3 perZ = new Vector3(nucleus.AxisU.Z, nucleus.AxisV.Z, nucleus.AxisN.Z) / nucleus.Radii;
        Vector3 depth = perZ * (canvas.Z - nucleus.Center.Z);
        for (int y = top; y < bottom; y++)
        {
            Span<float> row = canvas.Row(y);
            Vector3 lineStart = depth + (perY * ((y * canvas.Pitch) - nucleus.Center.Y));
            for (int x = left; x < right; x++)
            {
                Vector3 p = lineStart + (perX * ((x * canvas.Pitch) - nucleus.Center.X));
                float q = p.LengthSquared();
                if (q < 1.15f)
                {
                    float body = Math.Clamp((1.15f - q) * 2.6f, 0, 1);
                    // The grain is fixed in the nucleus, so that it moves and turns with it.
                    float grain = 0.72f + (0.5f * ValueNoise.At(_seed + (nucleus.Id * 7919), (p * 2.3f) + new Vector3(8.5f)));
                    row[x] = MathF.Max(row[x], (row[x] * (1 - body)) + (Light * nucleus.Brightness * body * grain));
                }
            }
        }
    }
}
