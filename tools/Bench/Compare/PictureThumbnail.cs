using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Render;

namespace Fathom.Bench.Compare;

/// <summary>A picture as means of 16 × 9 blocks of its luma: enough to see that two programs drew the same.</summary>
internal static class PictureThumbnail
{
    private const int Columns = 16;
    private const int Rows = 9;

    /// <summary>Of BT.709, as which the clips are marked and drawn.</summary>
    private const double Red = 0.2126;
    private const double Green = 0.7152;
    private const double Blue = 0.0722;

    /// <summary>Blocks of one picture differ by rounding, and where a colour was cut; those of another differ by tens.</summary>
    private const double Tolerance = 5;

    /// <summary>The blocks from the top left.</summary>
    public static double[] Of(CapturedImage picture)
    {
        double[] means = new double[Columns * Rows];
        int width = picture.Width / Columns, height = picture.Height / Rows;
        for (int y = 0; y < height * Rows; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y);
            for (int x = 0; x < width * Columns; x++)
            {
                means[(y / height * Columns) + (x / width)] += (Red * row[x * 4]) + (Green * row[(x * 4) + 1]) + (Blue * row[(x * 4) + 2]);
            }
        }

        return [.. means.Select(sum => Math.Round(sum / (width * height), 2))];
    }

    /// <summary>Null when both show the same picture, else by how much they differ. Which way up is each program's business.</summary>
    public static string? Difference(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double difference = Math.Min(Largest(first, second), Largest([.. first.Chunk(Columns).Reverse().SelectMany(static row => row)], second));
        return difference <= Tolerance ? null : FormattableString.Invariant($"it shows another picture: blocks differ by up to {difference:0} of 255");
    }

    private static double Largest(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        first.Count != second.Count ? 255 : first.Zip(second, static (one, other) => Math.Abs(one - other)).Max();
}
