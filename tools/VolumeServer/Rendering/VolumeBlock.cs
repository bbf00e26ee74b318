using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>One moment of the volume, thinned out, in memory: what the projection walks through. Exactly one is held at a time.</summary>
internal sealed class VolumeBlock
{
    private const int TargetColumns = 256;

    private readonly IVolumeSource _source;
    private readonly byte[] _slice;
    private ImmutableArray<int> _loaded = [];

    public VolumeBlock(IVolumeSource source)
    {
        _source = source;
        VolumeInfo info = source.Info;
        Stride = Math.Max(1, (Math.Max(info.Columns, info.Rows) + TargetColumns - 1) / TargetColumns);
        Depth = info.DepthAxis < 0 ? 1 : info.Axes[info.DepthAxis].Length;
        Rows = (info.Rows + Stride - 1) / Stride;
        Columns = (info.Columns + Stride - 1) / Stride;
        _slice = new byte[Rows * Columns * info.BytesPerSample];
        Samples = new ushort[Depth * Rows * Columns];
    }

    public int Stride { get; }

    public int Depth { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Plane after plane, row after row.</summary>
    public ushort[] Samples { get; }

    /// <summary>Makes this the block of all planes at the step's position on the other axes.</summary>
    public void Load(ImmutableArray<int> step)
    {
        VolumeInfo info = _source.Info;
        ImmutableArray<int> wanted = info.DepthAxis < 0 ? step : step.SetItem(info.DepthAxis, 0);
        wanted = wanted.SetItem(info.RowAxis, 0).SetItem(info.ColumnAxis, 0);
        if (!_loaded.IsEmpty && _loaded.AsSpan().SequenceEqual(wanted.AsSpan()))
        {
            return;
        }

        for (int z = 0; z < Depth; z++)
        {
            _source.ReadSlice(new SliceRequest(info.DepthAxis < 0 ? wanted : wanted.SetItem(info.DepthAxis, z), Stride), _slice);
            Span<ushort> plane = Samples.AsSpan(z * Rows * Columns, Rows * Columns);
            if (info.Sample == SampleType.UInt16)
            {
                MemoryMarshal.Cast<byte, ushort>(_slice).CopyTo(plane);
            }
            else
            {
                for (int i = 0; i < plane.Length; i++)
                {
                    plane[i] = _slice[i];
                }
            }
        }

        _loaded = wanted;
    }
}
