using System;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>
/// Bright beads in the gel outside the embryo, as people put them there to register stacks: one in every plane near the top edge, whose x says
/// which plane it is, and one that drifts along the bottom edge, whose x says the time. So z and t can be read from any picture. The time's bead goes round: from t = 120 on a second
/// one below the plane's says how often it did, and from t = 14,400 on a third above the time's how often that one did.
/// </summary>
internal static class Fiducials
{
    public const float DepthBeadRow = 12;
    public const float TimeBeadRow = EmbryoGeometry.Rows - 13;
    public const float RoundBeadRow = 26;
    public const float LongRoundBeadRow = EmbryoGeometry.Rows - 27;
    public const float FirstColumn = 27;
    public const float DepthColumnsPerStep = 7.5f;
    public const float TimeColumnsPerStep = 6;

    private const int TimesARound = EmbryoGeometry.Times;
    private const float RadiusInColumns = 3.2f;
    private const float Light = 2500;

    /// <summary>Column (full resolution) of the centre of plane z's bead.</summary>
    public static float DepthColumn(int z) => FirstColumn + (DepthColumnsPerStep * z);

    /// <summary>Column (full resolution) of the centre of time t's bead.</summary>
    public static float TimeColumn(int t) => FirstColumn + (TimeColumnsPerStep * (t % TimesARound));

    /// <summary>Column of the bead that says how often the time's went round; there is none for the first round.</summary>
    public static float RoundColumn(int t) => TimeColumn(t / TimesARound);

    /// <summary>Column of the bead that says how often that one did.</summary>
    public static float LongRoundColumn(int t) => TimeColumn(t / TimesARound / TimesARound);

    public static void Paint(SliceCanvas canvas, int t, int z)
    {
        PaintDisc(canvas, DepthColumn(z), DepthBeadRow);
        PaintDisc(canvas, TimeColumn(t), TimeBeadRow);
        if (t >= TimesARound)
        {
            PaintDisc(canvas, RoundColumn(t), RoundBeadRow);
        }

        if (t >= TimesARound * TimesARound)
        {
            PaintDisc(canvas, LongRoundColumn(t), LongRoundBeadRow);
        }
    }

    private static void PaintDisc(SliceCanvas canvas, float column, float row)
    {
        float perSample = canvas.Pitch / EmbryoGeometry.PixelPitch;
        float reach = RadiusInColumns * 2;
        (int left, int right) = canvas.Cover((column - reach) * EmbryoGeometry.PixelPitch, (column + reach) * EmbryoGeometry.PixelPitch, canvas.Width);
        (int top, int bottom) = canvas.Cover((row - reach) * EmbryoGeometry.PixelPitch, (row + reach) * EmbryoGeometry.PixelPitch, canvas.Height);
        for (int y = top; y < bottom; y++)
        {
            Span<float> line = canvas.Row(y);
            for (int x = left; x < right; x++)
            {
                float dx = ((x * perSample) - column) / RadiusInColumns, dy = ((y * perSample) - row) / RadiusInColumns;
                line[x] += Light * MathF.Exp(-((dx * dx) + (dy * dy)));
            }
        }
    }
}
