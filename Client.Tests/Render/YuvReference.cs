using System;
using Fathom.Decode;

namespace Fathom.Client.Tests.Render;

/// <summary>The colours that a picture means, computed plainly in double precision with linear chroma: what the shader path is held against.</summary>
internal static class YuvReference
{
    /// <summary>Three values a pixel, 0 to 255 and not rounded, rows in memory order.</summary>
    internal static double[] ToRgb(YuvSamples picture)
    {
        (double kr, double kb) = Coefficients(picture.Color.Matrix);
        (double yOffset, double yScale, double cScale) = Codes(picture.Color.Range, picture.Layout.BitDepth());
        double half = 1 << (picture.Layout.BitDepth() - 1);
        var rgb = new double[picture.Width * picture.Height * 3];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                double luma = (picture.Y[(y * picture.Width) + x] - yOffset) / yScale;
                double cb = (Chroma(picture, picture.U, x, y) - half) / cScale;
                double cr = (Chroma(picture, picture.V, x, y) - half) / cScale;
                double r = luma + (2 * (1 - kr) * cr);
                double b = luma + (2 * (1 - kb) * cb);
                double g = (luma - (kr * r) - (kb * b)) / (1 - kr - kb);
                int at = ((y * picture.Width) + x) * 3;
                rgb[at] = 255 * Math.Clamp(r, 0, 1);
                rgb[at + 1] = 255 * Math.Clamp(g, 0, 1);
                rgb[at + 2] = 255 * Math.Clamp(b, 0, 1);
            }
        }

        return rgb;
    }

    /// <summary>The codes of one colour, each part 0 to 1.</summary>
    internal static (ushort Y, ushort U, ushort V) FromRgb(ColorDescription color, int depth, double r, double g, double b)
    {
        (double kr, double kb) = Coefficients(color.Matrix);
        (double yOffset, double yScale, double cScale) = Codes(color.Range, depth);
        double luma = (kr * r) + ((1 - kr - kb) * g) + (kb * b);
        double half = 1 << (depth - 1);
        double largest = (1 << depth) - 1;
        return (
            (ushort)Math.Round(yOffset + (luma * yScale)),
            (ushort)Math.Clamp(Math.Round(half + ((b - luma) / (2 * (1 - kb)) * cScale)), 0, largest),
            (ushort)Math.Clamp(Math.Round(half + ((r - luma) / (2 * (1 - kr)) * cScale)), 0, largest));
    }

    /// <summary>Signal to noise in dB and the mean signed difference of drawn RGBA rows against a reference.</summary>
    internal static (double Psnr, double MeanShift) Compare(double[] reference, ReadOnlySpan<byte> rgba)
    {
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            double difference = rgba[(i / 3 * 4) + (i % 3)] - reference[i];
            squares += difference * difference;
            sum += difference;
        }

        double mean = squares / reference.Length;
        return (mean == 0 ? double.PositiveInfinity : 10 * Math.Log10(255.0 * 255.0 / mean), sum / reference.Length);
    }

    /// <summary>The same against whole codes, three bytes a pixel.</summary>
    internal static (double Psnr, double MeanShift) Compare(byte[] reference, ReadOnlySpan<byte> rgba)
        => Compare(Array.ConvertAll(reference, value => (double)value), rgba);

    private static (double Kr, double Kb) Coefficients(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => (0.299, 0.114),
        ColorMatrix.Bt2020 => (0.2627, 0.0593),
        _ => (0.2126, 0.0722),
    };

    private static (double YOffset, double YScale, double CScale) Codes(ColorRange range, int depth)
    {
        double step = 1 << (depth - 8);
        double largest = (1 << depth) - 1;
        return range == ColorRange.Full ? (0, largest, largest) : (16 * step, 219 * step, 224 * step);
    }

    private static double Chroma(YuvSamples picture, ushort[] plane, int x, int y)
    {
        ChromaSiting siting = picture.Color.Siting;
        bool onColumn = siting is ChromaSiting.Left or ChromaSiting.TopLeft;
        bool onRow = siting is ChromaSiting.TopLeft or ChromaSiting.Top;
        double across = picture.Layout.HalvesWidth() ? (onColumn ? x / 2.0 : (x - 0.5) / 2.0) : x;
        double down = picture.Layout.HalvesHeight() ? (onRow ? y / 2.0 : (y - 0.5) / 2.0) : y;
        int left = (int)Math.Floor(across);
        int top = (int)Math.Floor(down);
        double upper = Lerp(At(picture, plane, left, top), At(picture, plane, left + 1, top), across - left);
        double lower = Lerp(At(picture, plane, left, top + 1), At(picture, plane, left + 1, top + 1), across - left);
        return Lerp(upper, lower, down - top);
    }

    private static double At(YuvSamples picture, ushort[] plane, int x, int y)
        => plane[(Math.Clamp(y, 0, picture.ChromaHeight - 1) * picture.ChromaWidth) + Math.Clamp(x, 0, picture.ChromaWidth - 1)];

    private static double Lerp(double a, double b, double t) => a + ((b - a) * t);
}
