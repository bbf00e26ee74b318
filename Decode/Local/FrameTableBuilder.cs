using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>Makes a <see cref="FrameTable"/> of the packets of a stream, in the order in which they lie in the file.</summary>
internal sealed class FrameTableBuilder(string path, MediaStream stream, double wantedRate)
{
    /// <summary>Five days at 60 frames a second: above it a damaged file would only cost memory.</summary>
    private const int MostFrames = 26_000_000;

    private const double FallbackRate = 25;

    private readonly List<Entry> _entries = [];
    private readonly List<string> _warnings = [];

    /// <summary>Codecs whose frames only change what was there before, while their containers call each of them a key.</summary>
    private readonly bool _hasOneKey = stream.CodecName is "gif" or "apng" or "webp";

    private bool _hasBegun;

    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">Its times and flags.</param>
    /// <param name="isShown">False for what is only needed for decoding.</param>
    internal void Add(in MediaPacket packet, bool isShown)
    {
        bool isFirst = !_hasBegun;
        _hasBegun = true;
        if (!isShown)
        {
            return;
        }

        if (_entries.Count == MostFrames)
        {
            throw Refusal($"It claims more than {MostFrames} frames.", "Cut it into parts, for example: ffmpeg -i FILE -c copy -f segment -segment_time 3600 part%03d.mp4");
        }

        _entries.Add(new Entry(packet.Pts, packet.Dts, packet.Duration, packet.IsKeyframe && (isFirst || !_hasOneKey)));
    }

    /// <summary>Adds what the user should know.</summary>
    internal void Warn(string warning) => _warnings.Add(warning);

    internal FrameTable Build()
    {
        if (_entries.Count == 0)
        {
            throw Refusal("It holds no frames.", "Check that the file is whole: 'ffprobe -count_packets -show_streams FILE' counts them.");
        }

        bool hasTimes = _entries.TrueForAll(entry => entry.Pts != MediaPacket.NoTime);
        bool hasOrder = _entries.TrueForAll(entry => entry.Dts != MediaPacket.NoTime);
        return hasTimes ? Timed(takesDecodingTimes: false)
            : hasOrder && stream.ReorderedFrames == 0 ? Timed(takesDecodingTimes: true)
            : Counted(hasOrder);
    }

    private FrameTable Timed(bool takesDecodingTimes)
    {
        Entry[] shown = [.. takesDecodingTimes ? _entries.Select(entry => entry with { Pts = entry.Dts }) : _entries];
        Array.Sort(shown, static (left, right) => left.Pts.CompareTo(right.Pts));
        int before = shown.Length;
        shown = [.. shown.Where((entry, i) => i == 0 || entry.Pts != shown[i - 1].Pts)];
        if (shown.Length < before)
        {
            _warnings.Add($"{before - shown.Length} of {before} frames of {path} have the time of another one; they are left out.");
        }

        if (takesDecodingTimes)
        {
            _warnings.Add($"{path} has no times of presentation; those of decoding are taken.");
        }

        return new FrameTable
        {
            Ticks = Array.ConvertAll(shown, entry => entry.Pts),
            Times = Array.ConvertAll(shown, entry => stream.TimeBase.ToSeconds(entry.Pts)),
            Keys = KeysOf(shown),
            LastDuration = LastDuration(shown),
            TakesDecodingTimes = takesDecodingTimes,
            Warnings = _warnings,
        };
    }

    /// <summary>No times, or none that say which picture is which. The order in which pictures come out of the decoder is all that is left.</summary>
    private FrameTable Counted(bool hasOrder)
    {
        double rate = wantedRate > 0 ? wantedRate : stream.FrameRate > 0 ? stream.FrameRate : FallbackRate;
        Entry[] shown = [.. _entries];
        double[] times;
        if (hasOrder)
        {
            long[] order = [.. shown.Select(entry => entry.Dts).Distinct().Order()];
            hasOrder = order.Length == shown.Length;
            times = Array.ConvertAll(order, stream.TimeBase.ToSeconds);
        }
        else
        {
            times = [];
        }

        if (!hasOrder)
        {
            times = Synthetic(shown.Length, rate);
        }

        _warnings.Add($"{path} does not say which frame is shown when, so each jump decodes from its beginning. Give it times without loss: ffmpeg -fflags +genpts -i FILE -c copy OUTPUT.mkv");
        return new FrameTable
        {
            Ticks = [],
            Times = times,
            Keys = [0],
            LastDuration = 1 / rate,
            IsCounted = true,
            Warnings = _warnings,
        };
    }

    private double[] Synthetic(int count, double rate)
    {
        if (SyntheticTimes.Warning(path, count, rate) is { } warning)
        {
            _warnings.Add(warning);
        }

        return SyntheticTimes.Make(count, rate);
    }

    private static int[] KeysOf(Entry[] shown)
    {
        var keys = new List<int>();
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i].IsKey)
            {
                keys.Add(i);
            }
        }

        return [.. keys];
    }

    /// <summary>What the file says of the last frame, else the time between the last two.</summary>
    private double LastDuration(Entry[] shown)
    {
        long ticks = shown[^1].Duration > 0 ? shown[^1].Duration : shown.Length > 1 ? shown[^1].Pts - shown[^2].Pts : 0;
        return stream.TimeBase.ToSeconds(ticks);
    }

    private FathomException Refusal(string why, string how) => new(ExitCode.Rejected, $"Cannot read the frames of {path}.", why, how);

    private readonly record struct Entry(long Pts, long Dts, long Duration, bool IsKey);
}
