using System;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Samples of one plane, row after row, as the renderer reads them.</summary>
/// <remarks>Ownership: the store that made it, which may fill it anew after the next picture.</remarks>
internal sealed class PlaneSlice
{
    public PlaneKey Key { get; set; }

    public SampleType Type { get; set; }

    public int Rows { get; set; }

    public int Columns { get; set; }

    public byte[] Samples { get; set; } = [];

    /// <summary>One byte per sample, or empty: all are there.</summary>
    public byte[] Present { get; set; } = [];

    /// <summary>Some samples are not there or not numbers.</summary>
    public bool HasGaps { get; set; }

    public long Bytes => Samples.Length + Present.Length;

    public ReadOnlySpan<byte> Row(int row)
    {
        int stride = Columns * Type.Bytes();
        return Samples.AsSpan(row * stride, stride);
    }

    public ReadOnlySpan<byte> PresentRow(int row) => Present.Length == 0 ? [] : Present.AsSpan(row * Columns, Columns);
}
