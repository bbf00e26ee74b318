using System;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Fields;

/// <summary>From a grid, indexed by x then y with y upwards, to a picture, indexed by row then column with row 0 on top (the largest y).</summary>
internal static class FieldOrientation
{
    /// <summary>picture[row, column] = grid[column, n_y − 1 − row].</summary>
    public static void ToImage(ReadOnlySpan<byte> grid, int countX, int countY, int bytesPerSample, Span<byte> picture)
    {
        switch (bytesPerSample)
        {
            case 1:
                Turn(grid, countX, countY, picture);
                break;
            case 2:
                Turn(MemoryMarshal.Cast<byte, ushort>(grid), countX, countY, MemoryMarshal.Cast<byte, ushort>(picture));
                break;
            case 4:
                Turn(MemoryMarshal.Cast<byte, uint>(grid), countX, countY, MemoryMarshal.Cast<byte, uint>(picture));
                break;
            default:
                Turn(MemoryMarshal.Cast<byte, ulong>(grid), countX, countY, MemoryMarshal.Cast<byte, ulong>(picture));
                break;
        }
    }

    private static void Turn<T>(ReadOnlySpan<T> grid, int countX, int countY, Span<T> picture)
        where T : unmanaged
    {
        for (int row = 0; row < countY; row++)
        {
            Span<T> line = picture.Slice(row * countX, countX);
            for (int column = 0, from = countY - 1 - row; column < line.Length; column++, from += countY)
            {
                line[column] = grid[from];
            }
        }
    }
}
