using System;
using Fathom.Client.Hosting;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Export.Figures;

/// <summary>How long a unit of the world is in a picture, where the picture has one answer to that.</summary>
internal static class PictureScale
{
    private const double Tolerance = 1e-3;

    /// <summary>Pixels along the picture's rows for one unit, and the unit; false with a word where there is no such number.</summary>
    public static bool TryGet(AnnotationFacts facts, in FrameView view, out double pixelsPerUnit, out string unit, out string why)
    {
        (pixelsPerUnit, unit, why) = (0, string.Empty, string.Empty);
        ViewMatrix matrix = view.WorldToPixel;
        ReadOnlySpan<byte> displayed = view.Displayed;
        if (displayed.Length < 2 || displayed[^1] >= facts.Axes.Length)
        {
            why = "the picture does not say which axes it shows";
            return false;
        }

        if (matrix[3, 0] != 0 || matrix[3, 1] != 0 || (displayed.Length > 2 && matrix[3, 2] != 0))
        {
            why = "in perspective what is nearer is larger (a camera with a field of view of 0 has one scale)";
            return false;
        }

        (double across, double down, double skew) = Rows(matrix, Math.Min(3, displayed.Length));
        unit = facts.Axes[displayed[^1]].Unit;
        bool isAlongX = displayed.Length == 2 && matrix[0, 1] == 0;
        if (!isAlongX && !HasOneUnit(facts, displayed))
        {
            why = "the axes in the picture are measured in different units";
            return false;
        }

        if (!isAlongX && (Math.Abs(across - down) > Tolerance * across || skew > Tolerance * across * across))
        {
            why = "the picture is not equally large in every direction";
            return false;
        }

        pixelsPerUnit = across / Math.Abs(matrix[3, 3]);
        why = pixelsPerUnit > 0 && double.IsFinite(pixelsPerUnit) ? string.Empty : "the picture has no size in the world";
        return why.Length == 0;
    }

    private static (double Across, double Down, double Skew) Rows(in ViewMatrix matrix, int axes)
    {
        double across = 0, down = 0, both = 0;
        for (int i = 0; i < axes; i++)
        {
            across += matrix[0, i] * matrix[0, i];
            down += matrix[1, i] * matrix[1, i];
            both += matrix[0, i] * matrix[1, i];
        }

        return (Math.Sqrt(across), Math.Sqrt(down), Math.Abs(both));
    }

    private static bool HasOneUnit(AnnotationFacts facts, ReadOnlySpan<byte> displayed)
    {
        string first = WorldUnits.FullName(facts.Axes[displayed[^1]].Unit);
        foreach (byte axis in displayed)
        {
            if (axis >= facts.Axes.Length || WorldUnits.FullName(facts.Axes[axis].Unit) != first)
            {
                return false;
            }
        }

        return true;
    }
}
