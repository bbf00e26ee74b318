using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>One image or label set of a Zarr store, with all its levels.</summary>
/// <remarks>Threads: any. Ownership: the set that opened it disposes what is shared.</remarks>
internal sealed class ZarrVolume : IVolumeSource
{
    private const int MostChunksAtOnce = 256;
    private const int FewestChunksAtOnce = 16;

    private readonly ImmutableArray<ZarrChunks> _levels;
    private readonly SharedReading _shared;
    private readonly ElementLayout? _turn;
    private readonly ImmutableArray<byte> _nothing;

    /// <param name="info">Axes in the order in which they are shown.</param>
    /// <param name="levels">Finest first.</param>
    /// <param name="arrayAxes">Axis i of the arrays is axis arrayAxes[i] of the volume; empty when they agree.</param>
    /// <param name="shared">Cache and workers.</param>
    public ZarrVolume(VolumeInfo info, ImmutableArray<ZarrChunks> levels, ImmutableArray<int> arrayAxes, SharedReading shared)
    {
        (Info, _levels, _shared) = (info, levels, shared);
        _turn = arrayAxes.IsEmpty ? null : new ElementLayout(StoredType.Of(info.Sample), !BitConverter.IsLittleEndian, arrayAxes);
        _nothing = info.Sample switch
        {
            SampleType.Float32 => [.. BitConverter.GetBytes(float.NaN)],
            SampleType.Float64 => [.. BitConverter.GetBytes(double.NaN)],
            _ => levels[0].Array.Fill,
        };
    }

    public VolumeInfo Info { get; }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        try
        {
            return _turn is null ? ReadArray(request, destination, present, cancel) : ReadTurned(request, destination, present, cancel);
        }
        catch (TimeoutException error)
        {
            throw new FathomException(ExitCode.Rejected, $"Cannot read {Info.Name}.", error.Message, "Check the disk or the network that the data come from.", error);
        }
    }

    /// <summary>Its chunks leave the cache, so that a data set that is no longer shown makes room for the next.</summary>
    public void Dispose()
    {
        foreach (ZarrChunks level in _levels)
        {
            level.Forget();
        }
    }

    /// <summary>The request in the arrays' order of axes, its answer turned into ours.</summary>
    private RegionContent ReadTurned(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        ImmutableArray<int> axes = _turn!.Order;
        RegionRequest asked = request;
        var inArray = new RegionRequest(
            request.Level, [.. axes.Select(axis => asked.Origin[axis])], [.. axes.Select(axis => asked.Size[axis])], [.. axes.Select(axis => asked.Stride[axis])]);
        byte[] samples = new byte[destination.Length], known = new byte[present.Length];
        RegionContent content = ReadArray(inArray, samples, known, cancel);
        Span<int> shape = stackalloc int[axes.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = request.CountAlong(axis);
        }

        _turn.Convert(samples, shape, destination);
        if (known.Length > 0)
        {
            (_turn with { Type = StoredType.Of(SampleType.UInt8) }).Convert(known, shape, present);
        }

        return content;
    }

    private RegionContent ReadArray(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        ZarrChunks chunks = _levels[request.Level];
        int axes = request.Size.Length;
        var spans = new ImmutableArray<ChunkSpan>[axes];
        Span<int> shape = stackalloc int[axes];
        long total = 1;
        for (int axis = 0; axis < axes; axis++)
        {
            shape[axis] = request.CountAlong(axis);
            spans[axis] = ChunkSpan.Along(request.Origin[axis], shape[axis], request.Stride[axis], chunks.Shape[axis]);
            total *= spans[axis].Length;
        }

        // A region may be larger than the cache: its chunks come in batches, each of them in use for a moment only.
        long fitting = _shared.Chunks.LimitBytes / 8 / Math.Max(1, chunks.ChunkBytes);
        int atOnce = (int)Math.Clamp(fitting, Math.Max(1, Math.Min(FewestChunksAtOnce, _shared.Chunks.LimitBytes / Math.Max(1, chunks.ChunkBytes))), MostChunksAtOnce);
        present.Fill(1);
        long missing = 0;
        for (long begin = 0; begin < total; begin += atOnce)
        {
            cancel.ThrowIfCancellationRequested();
            long[] wanted = Wanted(chunks, spans, begin, (int)Math.Min(atOnce, total - begin));
            using var batch = new ChunkBatch(chunks, wanted);
            batch.Load(_shared.Scheduler, _shared.FetchTogether && chunks.IsRemote, cancel);
            for (int i = 0; i < wanted.Length; i++)
            {
                ReadOnlySpan<byte> samples = batch[i];
                missing += samples.IsEmpty ? 1 : 0;
                Place(chunks, spans, begin + i, samples, request.Stride.AsSpan(), destination, present, shape);
            }
        }

        return missing == 0 ? RegionContent.Complete : missing == total ? RegionContent.Missing : RegionContent.Partial;
    }

    /// <summary>Numbers in the array's grid of some of the chunks that the region touches.</summary>
    private static long[] Wanted(ZarrChunks chunks, ImmutableArray<ChunkSpan>[] spans, long begin, int count)
    {
        long[] wanted = new long[count];
        for (int i = 0; i < count; i++)
        {
            long rest = begin + i, index = 0, step = 1;
            for (int axis = spans.Length - 1; axis >= 0; axis--)
            {
                index += spans[axis][(int)(rest % spans[axis].Length)].Chunk * step;
                rest /= spans[axis].Length;
                step *= chunks.Grid[axis];
            }

            wanted[i] = index;
        }

        return wanted;
    }

    private void Place(
        ZarrChunks chunks, ImmutableArray<ChunkSpan>[] spans, long number, ReadOnlySpan<byte> samples, ReadOnlySpan<int> stride,
        Span<byte> destination, Span<byte> present, ReadOnlySpan<int> shape)
    {
        int axes = spans.Length;
        Span<int> from = stackalloc int[axes], to = stackalloc int[axes], count = stackalloc int[axes], same = stackalloc int[axes];
        for (int axis = axes - 1; axis >= 0; axis--)
        {
            ChunkSpan span = spans[axis][(int)(number % spans[axis].Length)];
            number /= spans[axis].Length;
            (from[axis], to[axis], count[axis], same[axis]) = (span.From, span.To, span.Count, 0);
        }

        if (!samples.IsEmpty)
        {
            Samples.CopyBox(samples, chunks.Shape.AsSpan(), from, stride, count, destination, shape, to, Info.BytesPerSample);
            return;
        }

        // One sample, taken again and again: a step of nothing.
        Span<int> one = stackalloc int[axes];
        one.Fill(1);
        Samples.CopyBox(_nothing.AsSpan(), one, same, same, count, destination, shape, to, Info.BytesPerSample);
        if (!present.IsEmpty)
        {
            Samples.CopyBox([0], one, same, same, count, present, shape, to, 1);
        }
    }
}
