using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>What a look through the packets of a movie tells: how many frames it has, that each has its time, and how they are ordered.</summary>
/// <param name="Frames">Frames, 0 to this, each there exactly once.</param>
/// <param name="Rate">Frames a second, the same for all of them.</param>
/// <param name="Delay">By how many places a packet comes at most behind its place in the order of presentation.</param>
internal sealed record MovieFacts(long Frames, MovieRate Rate, long Delay)
{
    private const int MostFrames = 1 << 26;
    private const int PacketsBetweenLooks = 256;

    /// <summary>Reads through a file from where it stands; throws where its frames are not evenly spaced from 0 on.</summary>
    internal static MovieFacts Read(MediaFile file, MediaStream stream, CancellationToken cancel)
    {
        var seen = new List<ulong>();
        long count = 0;
        long delay = 0;
        long last = -1;
        long ticks = 0;
        MediaReadResult result;
        while ((result = file.Advance(stream.Index)) == MediaReadResult.Packet)
        {
            MediaPacket facts = file.Facts;
            ticks = count == 0 ? facts.Duration : ticks;
            if (count == 0 && !facts.IsKeyframe)
            {
                throw Refusal(file, "it does not begin with a key frame");
            }

            if (count == MostFrames || file.IsHidden || ticks <= 0 || facts.Pts < 0 || facts.Pts % ticks != 0 || !TryMark(seen, facts.Pts / ticks))
            {
                throw Refusal(file, $"its packet {count} does not lie where frames of one rate, from 0 on, would");
            }

            long frame = facts.Pts / ticks;
            delay = Math.Max(delay, count - frame);
            last = Math.Max(last, frame);
            if (++count % PacketsBetweenLooks == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        if (result == MediaReadResult.Failed)
        {
            throw Refusal(file, $"it cannot be read to its end: {file.LastError}");
        }

        // So many, none of them twice, and none behind: each is there.
        return count > 0 && last == count - 1 && MovieRate.TryReduce(stream.TimeBase.Denominator, stream.TimeBase.Numerator * ticks, out MovieRate rate)
            ? new MovieFacts(count, rate, delay)
            : throw Refusal(file, count == 0 ? "it holds no frames" : "frames are missing in it");
    }

    private static bool TryMark(List<ulong> seen, long frame)
    {
        const int Bits = 64;
        if (frame >= MostFrames)
        {
            return false;
        }

        int word = (int)(frame / Bits);
        while (seen.Count <= word)
        {
            seen.Add(0);
        }

        ulong bit = 1UL << (int)(frame % Bits);
        bool isNew = (seen[word] & bit) == 0;
        seen[word] |= bit;
        return isNew;
    }

    private static FathomException Refusal(MediaFile file, string why) => new(
        ExitCode.Rejected, $"Cannot join {file.Path}.", $"As a movie of evenly spaced frames it is not whole: {why}.", "Make this part anew, and join again.");
}
