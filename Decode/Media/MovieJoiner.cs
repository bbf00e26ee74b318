using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>Joins finished movies into one without encoding anything anew: their packets are copied, their times shifted.</summary>
/// <remarks>The movie's order of decoding is counted through all parts, one delay for all: so times neither overlap nor leave a gap where a part with
/// frames out of order meets one that is too short to have any.</remarks>
public static unsafe class MovieJoiner
{
    private const int PacketsBetweenLooks = 256;

    /// <summary>Joins parts; throws a <see cref="FathomException"/> where they do not belong together.</summary>
    /// <param name="parts">Movies of the same settings, in order.</param>
    /// <param name="path">The movie that is made of them; it has a temporary name until it is complete and was read back.</param>
    /// <param name="metadata">What the movie says of itself; the parts' own is not taken.</param>
    /// <param name="progress">Told 0 to 1.</param>
    /// <param name="cancel">Ends it; nothing is left then.</param>
    /// <returns>Frames of the movie.</returns>
    public static long Join(
        IReadOnlyList<string> parts, string path, MovieMetadata? metadata = null, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        metadata ??= new MovieMetadata();
        metadata.Check(path);
        var media = MediaRuntime.Require(MovieErrors.What(path));
        using var file = new UnfinishedFile(path);
        MovieFacts[] facts = Look(parts, cancel);
        long frames = facts.Sum(part => part.Frames);
        using (var muxer = MovieMuxer.Open(media, path, file.Temporary))
        {
            var copy = new Copy(path, muxer, facts.Max(part => part.Delay), frames, progress, cancel);
            copy.All(parts, facts, metadata);
        }

        Verify(path, file.Temporary, frames, facts[0].Rate, cancel);
        file.Complete();
        progress?.Report(1);
        return frames;
    }

    /// <summary>Reads through all parts before anything is written.</summary>
    private static MovieFacts[] Look(IReadOnlyList<string> parts, CancellationToken cancel)
    {
        var facts = new MovieFacts[parts.Count];
        MediaStream? first = null;
        for (int i = 0; i < facts.Length; i++)
        {
            using var part = MediaFile.Open(parts[i]);
            MediaStream stream = RequireOnlyVideo(part);
            facts[i] = MovieFacts.Read(part, stream, cancel);
            first ??= stream;
            if (Difference(first, facts[0], stream, facts[i]) is { } what)
            {
                throw new FathomException(
                    ExitCode.Rejected,
                    $"Cannot join {parts[i]} with {parts[0]}.",
                    $"They differ in {what}; what decodes the one would fail at the other.",
                    "Make all parts with the same settings and the same FFmpeg.");
            }
        }

        return facts;
    }

    private static string? Difference(MediaStream first, MovieFacts firstFacts, MediaStream stream, MovieFacts facts)
        => stream.CodecName != first.CodecName ? "the codec"
        : (stream.Width, stream.Height) != (first.Width, first.Height) ? "the size"
        : facts.Rate != firstFacts.Rate ? "the rate of frames"
        : !stream.Extradata.Span.SequenceEqual(first.Extradata.Span) ? "the codec's parameters"
        : null;

    private static MediaStream RequireOnlyVideo(MediaFile part)
    {
        MediaStream stream = part.RequireVideo();
        return part.Streams.Count == 1 ? stream : throw new FathomException(
            ExitCode.Rejected, $"Cannot join {part.Path}.", $"It holds {part.Streams.Count} streams.", "Give files that hold nothing but one stream of pictures.");
    }

    private static void Verify(string path, string temporary, long frames, MovieRate rate, CancellationToken cancel)
    {
        using var written = MediaFile.Open(temporary);
        MovieFacts facts = MovieFacts.Read(written, written.RequireVideo(), cancel);
        if (facts.Frames != frames || facts.Rate != rate)
        {
            throw new FathomException(
                ExitCode.Bug,
                MovieErrors.What(path),
                $"Read back it has {facts.Frames} frames at {facts.Rate} a second instead of {frames} at {rate}.",
                "Report this; the parts are still there.");
        }
    }

    /// <summary>The second way through the parts.</summary>
    private sealed class Copy(string path, MovieMuxer muxer, long delay, long frames, IProgress<double>? progress, CancellationToken cancel)
    {
        private long _packets;

        internal void All(IReadOnlyList<string> parts, MovieFacts[] facts, MovieMetadata metadata)
        {
            long begin = 0;
            for (int i = 0; i < facts.Length; i++)
            {
                using var part = MediaFile.Open(parts[i]);
                MediaStream stream = part.RequireVideo();
                if (i == 0)
                {
                    muxer.Take(stream.Parameters);
                    muxer.Begin(facts[0].Rate, metadata);
                }

                One(part, stream, facts[i], begin);
                begin += facts[i].Frames;
            }

            muxer.End();
        }

        private void One(MediaFile part, MediaStream stream, MovieFacts facts, long begin)
        {
            long ticks = stream.TimeBase.Denominator * (long)facts.Rate.Denominator / (stream.TimeBase.Numerator * (long)facts.Rate.Numerator);
            long end = _packets + facts.Frames;
            while (_packets < end && part.Advance(stream.Index) == MediaReadResult.Packet)
            {
                int result = muxer.Write(part.Packet, begin + (part.Facts.Pts / ticks), _packets - delay);
                if (result < 0)
                {
                    throw MovieErrors.Of(path, result);
                }

                if (++_packets % PacketsBetweenLooks == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Report((double)_packets / frames);
                }
            }

            if (_packets < end)
            {
                throw new FathomException(ExitCode.Rejected, $"Cannot join {part.Path}.", "It changed while it was read.", "Make this part anew, and join again.");
            }
        }
    }
}
