using System;
using System.IO;
using System.Text;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>Writes what a flight recorder remembered as a recording that can be replayed: first how things stood, then the last seconds from a key frame on.</summary>
internal static class FlightDump
{
    /// <summary>Writes the recording.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="copy">What was remembered; texts in it are masked.</param>
    /// <param name="note">A JSON object about the run.</param>
    /// <param name="span">How much of the frames, where there are that many.</param>
    /// <param name="now">Timestamp of the copy.</param>
    /// <param name="time">The client's clock.</param>
    /// <returns>Whether there are frames in it.</returns>
    public static bool Write(Stream output, FlightCopy copy, string note, TimeSpan span, long now, TimeProvider time)
    {
        bool playable = FindStart(copy.Ring, now - (long)(span.TotalSeconds * time.TimestampFrequency), out long firstUnit, out long start);
        start = playable ? start : now;
        var writer = new RecordingWriter(output, time.GetUtcNow() - time.GetElapsedTime(start, now));
        writer.Write(RecordKind.Note, TimeSpan.Zero, Encoding.UTF8.GetBytes(note));
        foreach (byte[] text in copy.Baseline)
        {
            SecretMask.Apply(text);
            writer.Write(RecordKind.StateReceived, TimeSpan.Zero, text);
        }

        long position = copy.Ring.Tail;
        long here = position;
        while (copy.Ring.TryRead(ref position, copy.Ring.Head, out RingEntry entry, out Span<byte> payload))
        {
            bool isPixel = entry.Kind is RecordKind.PixelPlain or RecordKind.PixelWithView;
            bool isWanted = !isPixel || (playable && here >= firstUnit);
            here = position;
            if (!isWanted)
            {
                continue;
            }

            if (entry.Kind is RecordKind.StateReceived or RecordKind.StateSent)
            {
                SecretMask.Apply(payload);
            }

            TimeSpan at = time.GetElapsedTime(start, entry.At);
            writer.Write(entry.Kind, at < TimeSpan.Zero ? TimeSpan.Zero : at, payload);
        }

        return playable;
    }

    /// <summary>The last key frame that is not younger than asked, else the first one there is.</summary>
    private static bool FindStart(MessageRing ring, long wanted, out long position, out long at)
    {
        (position, at) = (-1, 0);
        long next = ring.Tail;
        long here = next;
        while (ring.TryRead(ref next, ring.Head, out RingEntry entry, out Span<byte> payload))
        {
            if ((position < 0 || entry.At <= wanted) && IsKey(entry.Kind, payload))
            {
                (position, at) = (here, entry.At);
            }

            here = next;
        }

        return position >= 0;
    }

    private static bool IsKey(RecordKind kind, ReadOnlySpan<byte> message) =>
        kind is RecordKind.PixelPlain or RecordKind.PixelWithView
        && PixelMessage.TryParse(message, kind == RecordKind.PixelWithView, out PixelHeader header, out _, out _, out int offset, out _)
        && header.Codec != VideoCodec.LosslessStill
        && (header.IsKeyframe || NalFormat.IsKeyframe(header.Codec, message[offset..]));
}
