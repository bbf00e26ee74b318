using System;
using System.Runtime.CompilerServices;

namespace Fathom.Decode;

/// <summary>Memory for rows of samples that vectors may read and write beyond both ends.</summary>
internal sealed unsafe class RowStore
{
    /// <summary>Samples of room before each row.</summary>
    internal const int Lead = 32;

    private readonly short[] _samples;
    private readonly int _stride;

    internal RowStore(int rows, int width)
    {
        Width = width;
        _stride = Lead + Pad(width);
        _samples = GC.AllocateArray<short>(_stride * rows, pinned: true);
    }

    /// <summary>Samples that fit into a row.</summary>
    internal int Width { get; }

    /// <summary>A width with room for whole vectors behind it.</summary>
    internal static int Pad(int width) => ((width + 31) & ~31) + 64;

    /// <summary>The first sample of a row. The memory is pinned and lives as long as this object.</summary>
    internal short* Row(int index) => (short*)Unsafe.AsPointer(ref _samples[index * _stride]) + Lead;
}
