using System;

namespace Fathom.VolumeServer.Fields;

/// <summary>From a grid, indexed by x then y with y upwards, to a picture, indexed by row then column with row 0 on top (the largest y).</summary>
internal static class FieldOrientation
{
    /// <summary>picture[row, column] = grid[column, n_y − 1 − row].</summary>
    public static void ToImage(ReadOnlySpan<byte> grid, int countX, int countY, int bytesPerSample, Span<byte> picture)
    {
        for (int row = 0; row < countY; row++)
        {
            Span<byte> line = picture.Slice(row * countX * bytesPerSample, countX * bytesPerSample);
            int from = (countY - 1 - row) * bytesPerSample, step = countY * bytesPerSample;
            for (int column = 0; column < countX; column++, from += step)
            {
                grid.Slice(from, bytesPerSample).CopyTo(line[(column * bytesPerSample)..]);
            }
        }
    }
}
