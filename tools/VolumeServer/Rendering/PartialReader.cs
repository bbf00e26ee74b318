using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Reads regions for live pictures: what cannot be read (a damaged chunk, a store that does not answer) comes out as "no data" and is told once, and the rest is shown.
/// Exact pictures do not read through it: where something is missing by mistake there is none.
/// </summary>
/// <remarks>Threads: one reads; <see cref="Failures"/> from any.</remarks>
internal sealed class PartialReader
{
    private const int MostTold = 100;

    // Each of them costs the attempt to read a damaged chunk once more.
    private const int MostFailures = 24;
    private const int SmallestPart = 1024;

    private readonly HashSet<string> _told = [];
    private long _failures;
    private int _left;

    /// <summary>Told once of each thing that cannot be read, on the reading thread.</summary>
    public Action<FathomException>? Failed { get; set; }

    /// <summary>Nothing may be left out: what cannot be read is thrown, not shown as no data.</summary>
    public bool IsStrict { get; init; }

    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Something since <see cref="Begin"/> could not be read that may well be there later: whoever keeps the samples should not.</summary>
    public bool IsWorthAnother { get; private set; }

    public void Begin() => (IsWorthAnother, _left) = (false, MostFailures);

    /// <param name="source">The data.</param>
    /// <param name="request">The region.</param>
    /// <param name="destination">As the source wants it.</param>
    /// <param name="present">One byte a sample, never empty.</param>
    /// <param name="cancel">Ends it.</param>
    public RegionContent Read(IVolumeSource source, in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        try
        {
            return source.Read(request, destination, present, cancel);
        }
        catch (FathomException error) when (!IsStrict)
        {
            Note(error);
            bool isDamage = error.ExitCode == ExitCode.Rejected && error.InnerException is not TimeoutException;
            IsWorthAnother |= !isDamage;
            int axis = Longest(request);
            if (isDamage && --_left > 0 && present.Length > SmallestPart && request.CountAlong(axis) > 1)
            {
                return ReadHalves(source, request, axis, destination, present, cancel);
            }

            destination.Clear();
            present.Clear();
            return RegionContent.Missing;
        }
    }

    /// <summary>Tells of something that could not be read.</summary>
    public void Note(FathomException error)
    {
        Interlocked.Increment(ref _failures);
        if (_told.Count < MostTold && _told.Add(error.What))
        {
            Failed?.Invoke(error);
        }
    }

    private static int Longest(in RegionRequest request)
    {
        int longest = 0;
        for (int axis = 1; axis < request.Size.Length; axis++)
        {
            longest = request.CountAlong(axis) > request.CountAlong(longest) ? axis : longest;
        }

        return longest;
    }

    private RegionContent ReadHalves(IVolumeSource source, in RegionRequest request, int axis, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        int count = request.CountAlong(axis), first = count / 2, length = first * request.Stride[axis];
        RegionRequest low = request with { Size = request.Size.SetItem(axis, length) };
        RegionRequest high = request with { Origin = request.Origin.SetItem(axis, request.Origin[axis] + length), Size = request.Size.SetItem(axis, request.Size[axis] - length) };
        RegionContent a = ReadPart(source, request, low, axis, 0, destination, present, cancel), b = ReadPart(source, request, high, axis, first, destination, present, cancel);
        return a == b ? a : RegionContent.Partial;
    }

    private RegionContent ReadPart(
        IVolumeSource source, in RegionRequest whole, in RegionRequest part, int axis, int place, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        int bytes = source.Info.BytesPerSample, axes = part.Size.Length;
        byte[] samples = new byte[part.SampleCount * bytes], known = new byte[part.SampleCount];
        RegionContent content = Read(source, part, samples, known, cancel);
        if (content == RegionContent.Complete)
        {
            known.AsSpan().Fill(1);
        }

        Span<int> shape = stackalloc int[axes], target = stackalloc int[axes], zero = stackalloc int[axes], one = stackalloc int[axes], to = stackalloc int[axes];
        for (int i = 0; i < axes; i++)
        {
            (shape[i], target[i], zero[i], one[i], to[i]) = (part.CountAlong(i), whole.CountAlong(i), 0, 1, i == axis ? place : 0);
        }

        Samples.CopyBox(samples, shape, zero, one, shape, destination, target, to, bytes);
        Samples.CopyBox(known, shape, zero, one, shape, present, target, to, 1);
        return content;
    }
}
