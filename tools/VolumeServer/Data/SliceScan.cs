using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Every slice of the last two axes of one level of a volume, thinned so that a huge slice is no huge frame; optionally of one channel only.</summary>
internal sealed class SliceScan : IFrameScan
{
    private const int MostSamples = 1 << 20;

    private readonly IVolumeSource _source;
    private readonly ImmutableArray<int> _shape;
    private readonly int _level;
    private readonly int _channel;
    private readonly ImmutableArray<int> _size;
    private readonly ImmutableArray<int> _stride;

    /// <param name="source">Where the samples come from.</param>
    /// <param name="level">Which level.</param>
    /// <param name="channel">An index of the channel axis, or -1 for all.</param>
    public SliceScan(IVolumeSource source, int level, int channel = -1)
    {
        VolumeInfo info = source.Info;
        _source = source;
        _level = level;
        _channel = info.ChannelAxis >= 0 ? channel : -1;
        _shape = info.Levels[level].Shape;
        int axes = _shape.Length, stride = 1;
        while ((long)Count(_shape[^2], stride) * Count(_shape[^1], stride) > MostSamples)
        {
            stride++;
        }

        int[] size = new int[axes], strides = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            (size[axis], strides[axis]) = axis < axes - 2 ? (1, 1) : (_shape[axis], stride);
        }

        (_size, _stride) = ([.. size], [.. strides]);
        IsComplete = stride == 1;
        SamplesPerFrame = Count(_shape[^2], stride) * Count(_shape[^1], stride);
        long frames = 1;
        for (int axis = 0; axis < axes - 2; axis++)
        {
            frames *= axis == info.ChannelAxis && _channel >= 0 ? 1 : _shape[axis];
        }

        FrameCount = (int)Math.Min(frames, int.MaxValue);
    }

    public int FrameCount { get; }

    public int SamplesPerFrame { get; }

    public SampleType Sample => _source.Info.Sample;

    /// <summary>Every sample of the level is looked at.</summary>
    public bool IsComplete { get; }

    public RegionContent Read(int firstFrame, int frames, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        bool any = false, all = true;
        int bytes = SamplesPerFrame * Sample.Bytes();
        for (int i = 0; i < frames; i++)
        {
            Span<byte> mask = present.Slice(i * SamplesPerFrame, SamplesPerFrame);
            RegionContent content = _source.Read(
                new RegionRequest(_level, OriginOf(firstFrame + i), _size, _stride), destination.Slice(i * bytes, bytes), mask, cancel);
            if (content == RegionContent.Complete)
            {
                mask.Fill(1);
            }

            any |= content != RegionContent.Missing;
            all &= content == RegionContent.Complete;
        }

        return all ? RegionContent.Complete : any ? RegionContent.Partial : RegionContent.Missing;
    }

    private static int Count(int length, int stride) => (length + stride - 1) / stride;

    private ImmutableArray<int> OriginOf(int frame)
    {
        int[] origin = new int[_shape.Length];
        for (int axis = _shape.Length - 3; axis >= 0; axis--)
        {
            if (axis == _source.Info.ChannelAxis && _channel >= 0)
            {
                origin[axis] = _channel;
                continue;
            }

            (frame, origin[axis]) = Math.DivRem(frame, _shape[axis]);
        }

        return [.. origin];
    }
}
