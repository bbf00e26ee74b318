using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class RangeServiceTests
{
    private static readonly RangeOptions s_options = new();

    [Theory]
    [InlineData(new[] { 0.0, 1, 2, 3, 4, 5 }, 0, 5)]
    [InlineData(new[] { 3.0, 3, 3, 3, 3, 3 }, 2.5, 3.5)]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN }, 0, 1)]
    [InlineData(new[] { double.NaN, -7, double.PositiveInfinity, 2, double.NegativeInfinity, double.NaN }, -7, 2)]
    public void The_range_is_that_of_what_is_finite(double[] values, double low, double high)
    {
        LayerRange range = RangeService.Exact(new ListScan(2, values), s_options, CancellationToken.None);

        Assert.Equal((low, high, true), (range.Low, range.High, range.IsExact));
    }

    [Fact]
    public void Limits_that_the_user_demands_win()
    {
        var scan = new ListScan(2, [0, 1, 2, 3]);

        Assert.Equal(-1, RangeService.Exact(scan, s_options with { Low = -1 }, CancellationToken.None).Low);
        Assert.Equal(3, RangeService.Exact(scan, s_options with { Low = -1 }, CancellationToken.None).High);
        Assert.Equal((5, 6), Limits(RangeService.Exact(scan, s_options with { Low = 5, High = 6 }, CancellationToken.None)));
        Assert.Equal(2, scan.Reads);
    }

    [Theory]
    [InlineData(RangeOptions.StreamingFrames - 1)]
    [InlineData(RangeOptions.StreamingFrames)]
    [InlineData(RangeOptions.StreamingFrames + 12_345)]
    public void A_streamed_range_equals_that_of_one_pass_and_holds_one_group(int frames)
    {
        var random = new Random(frames);
        double[] values = [.. Enumerable.Range(0, frames * 3).Select(_ => random.NextDouble() * 1000)];
        var scan = new ListScan(3, values);

        LayerRange range = RangeService.Exact(scan, s_options, CancellationToken.None);

        Assert.Equal((values.Min(), values.Max()), Limits(range));
        Assert.InRange(scan.MostFramesAtOnce, 1, s_options.ChunkFrames);
        Assert.Equal((frames + 9_999) / 10_000, scan.Reads);
    }

    [Fact]
    public void What_is_missing_does_not_count()
    {
        var scan = new ListScan(4, [9, 1, 2, 9, 9, 3, 4, 9]) { Present = [0, 1, 1, 0, 0, 1, 1, 0] };

        Assert.Equal((1, 4), Limits(RangeService.Exact(scan, s_options, CancellationToken.None)));
        Assert.Equal((1, 4), Limits(RangeService.Robust(scan, s_options with { LowPercent = 0, HighPercent = 100 }, CancellationToken.None)));
    }

    [Fact]
    public void A_stride_looks_at_every_nth_frame_and_says_that_it_did()
    {
        var scan = new ListScan(1, [.. Enumerable.Range(0, 100).Select(i => (double)i)]);

        LayerRange range = RangeService.Exact(scan, s_options with { SampleStride = 7 }, CancellationToken.None);

        Assert.Equal((0.0, 98.0, false), (range.Low, range.High, range.IsExact));
    }

    [Fact]
    public void A_scan_can_be_cancelled_between_groups()
    {
        using var cancel = new CancellationTokenSource();
        var scan = new ListScan(1, new double[100]) { OnRead = reads => (reads == 3 ? cancel : null)?.Cancel() };

        Assert.ThrowsAny<OperationCanceledException>(() => RangeService.Exact(scan, s_options with { ChunkFrames = 10 }, cancel.Token));
        Assert.Equal(3, scan.Reads);
    }

    [Fact]
    public void Percentiles_of_a_million_frames_look_at_ten_thousand_at_most()
    {
        var scan = new ListScan(1, [.. Enumerable.Range(0, 1_000_000).Select(i => (double)i)]);

        LayerRange range = RangeService.Robust(scan, s_options, CancellationToken.None);

        Assert.Equal(10_000, scan.Reads);
        Assert.InRange(range.Low, 5_000, 15_000);
        Assert.InRange(range.High, 985_000, 995_000);
        Assert.False(range.IsExact);
    }

    [Fact]
    public void Every_integer_type_gives_its_own_extremes()
    {
        Assert.Equal((0, 255), Of<byte>(SampleType.UInt8, [7, 0, 255]));
        Assert.Equal((-128, 127), Of<sbyte>(SampleType.Int8, [7, -128, 127]));
        Assert.Equal((0, 65535), Of<ushort>(SampleType.UInt16, [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)]));
        Assert.Equal((-32768, 1), Of<short>(SampleType.Int16, [1, -32768]));
        Assert.Equal((0, uint.MaxValue), Of<uint>(SampleType.UInt32, [0, uint.MaxValue]));
        Assert.Equal((int.MinValue, 4), Of<int>(SampleType.Int32, [4, int.MinValue]));
        Assert.Equal((3, 1L << 60), Of<ulong>(SampleType.UInt64, [3UL, 1UL << 60]));
        Assert.Equal((-5, 1L << 60), Of<long>(SampleType.Int64, [-5L, 1L << 60]));
        Assert.Equal((-1.5, 2.5), Of<float>(SampleType.Float32, [-1.5f, float.NaN, 2.5f, float.PositiveInfinity, 0, 0, 0, 0, 0, 0, 0]));
    }

    private static (double Low, double High) Limits(LayerRange range) => (range.Low, range.High);

    private static (double Low, double High) Of<T>(SampleType type, T[] values)
        where T : unmanaged
    {
        var range = new SampleRange(type);
        range.Add(MemoryMarshal.AsBytes<T>(values), [], RegionContent.Complete);
        return (range.Low, range.High);
    }

    private sealed class ListScan(int samplesPerFrame, double[] values) : IFrameScan
    {
        public int FrameCount => values.Length / samplesPerFrame;

        public int SamplesPerFrame => samplesPerFrame;

        public SampleType Sample => SampleType.Float64;

        public IReadOnlyList<byte>? Present { get; init; }

        public Action<int>? OnRead { get; init; }

        public int Reads { get; private set; }

        public int MostFramesAtOnce { get; private set; }

        public RegionContent Read(int firstFrame, int frames, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            Reads++;
            OnRead?.Invoke(Reads);
            MostFramesAtOnce = Math.Max(MostFramesAtOnce, frames);
            int first = firstFrame * samplesPerFrame, count = frames * samplesPerFrame;
            MemoryMarshal.AsBytes<double>(values.AsSpan(first, count)).CopyTo(destination);
            for (int i = 0; i < count && Present is not null; i++)
            {
                present[i] = Present[first + i];
            }

            return Present is null ? RegionContent.Complete : RegionContent.Partial;
        }
    }
}
