using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>Remembers the last of what went over the wire, in memory that is used round and round.</summary>
/// <remarks>
/// Threads: network loops hand over, any thread takes a copy; a lock is held for copies only. Nothing is allocated per message. What makes
/// room goes, oldest first; the state that it told is kept, so that a copy can be understood by itself.
/// </remarks>
internal sealed class FlightRecorder : IWireTap
{
    private readonly Lock _gate = new();
    private readonly StateBaseline _baseline = new();
    private readonly MessageRing _ring;
    private readonly int _bytes;

    /// <summary>Creates an empty one.</summary>
    public FlightRecorder(int bytes)
    {
        _bytes = bytes;
        _ring = new MessageRing(bytes);
    }

    /// <inheritdoc/>
    public void OnConnected(ChannelKind channel, long at) =>
        Add(RecordKind.Connected, BaselinePart.None, at, channel == ChannelKind.State ? "state"u8 : "pixel"u8);

    /// <inheritdoc/>
    public void OnStateReceived(ReadOnlySpan<byte> text, Message? message, long at) => Add(RecordKind.StateReceived, BaselineParts.Of(message), at, text);

    /// <inheritdoc/>
    public void OnStateSent(ReadOnlySpan<byte> text, long at) => Add(RecordKind.StateSent, BaselinePart.None, at, text);

    /// <inheritdoc/>
    public void OnPixel(ReadOnlySpan<byte> message, bool withView, long at) =>
        Add(withView ? RecordKind.PixelWithView : RecordKind.PixelPlain, BaselinePart.None, at, message);

    /// <summary>A copy of all that is remembered. It costs as much memory again, until it is let go.</summary>
    public FlightCopy Copy()
    {
        var ring = new MessageRing(_bytes);
        var baseline = new List<byte[]>();
        lock (_gate)
        {
            _ring.Copy(ring);
            _baseline.Tell(baseline.Add);
        }

        return new FlightCopy(ring, baseline);
    }

    private void Add(RecordKind kind, BaselinePart part, long at, ReadOnlySpan<byte> payload)
    {
        if (!_ring.CanHold(payload.Length))
        {
            // The next key frame makes the rest of use again.
            return;
        }

        var entry = new RingEntry { Kind = kind, Part = part, At = at };
        lock (_gate)
        {
            while (!_ring.TryAdd(entry, payload))
            {
                Forget();
            }
        }
    }

    private void Forget()
    {
        long position = _ring.Tail;
        _ring.TryRead(ref position, _ring.Head, out RingEntry entry, out Span<byte> payload);
        _baseline.Keep(entry.Part, payload);
        _ring.DropTo(position);
    }
}
