using System;

namespace Fathom.Decode;

/// <summary>One plane of a picture in memory. Valid while a role of its lease is held.</summary>
/// <param name="Data">Address of the first row.</param>
/// <param name="Stride">Bytes from one row to the next.</param>
/// <param name="RowBytes">Bytes of a row that carry samples.</param>
/// <param name="Rows">Number of rows.</param>
public readonly record struct PlaneView(nint Data, int Stride, int RowBytes, int Rows)
{
    /// <summary>True when there is no plane here.</summary>
    public bool IsEmpty => Data == 0;

    /// <summary>From the first sample to the last one, padding between rows included.</summary>
    public unsafe Span<byte> Bytes => IsEmpty ? default : new Span<byte>((void*)Data, checked((Stride * (Rows - 1)) + RowBytes));

    /// <summary>The samples of one row.</summary>
    public unsafe Span<byte> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return new Span<byte>((byte*)Data + ((nint)row * Stride), RowBytes);
    }
}
