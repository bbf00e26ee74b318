using System.Threading;

namespace Fathom.Decode;

/// <summary>The counters behind <see cref="DecodeCounters"/>. Those of the intake change under its lock, those of the decode thread by
/// interlocked operations.</summary>
internal sealed class DecodeTally
{
    internal long Received;
    internal long Gated;
    internal long Superseded;
    internal long Stopped;
    internal long KeyframeRequests;
    internal long GateClosings;
    internal long Gaps;
    internal int LongestQueue;

    private long _delivered;
    private long _overCapacity;
    private long _decodeError;
    private long _decodersOpened;
    private long _faults;

    internal void CountDelivered() => Interlocked.Increment(ref _delivered);

    internal void CountOverCapacity() => Interlocked.Increment(ref _overCapacity);

    internal void CountDecodeErrors(long units) => Interlocked.Add(ref _decodeError, units);

    internal void CountDecoderOpened() => Interlocked.Increment(ref _decodersOpened);

    internal void CountFault() => Interlocked.Increment(ref _faults);

    internal DecodeCounters Snapshot()
    {
        long delivered = Interlocked.Read(ref _delivered);
        long overCapacity = Interlocked.Read(ref _overCapacity);
        long decodeError = Interlocked.Read(ref _decodeError);
        return new DecodeCounters
        {
            Received = Received,
            Delivered = delivered,
            Gated = Gated,
            Superseded = Superseded,
            OverCapacity = overCapacity,
            DecodeError = decodeError,
            Stopped = Stopped,
            Queued = Received - delivered - Gated - Superseded - overCapacity - decodeError - Stopped,
            LongestQueue = LongestQueue,
            KeyframeRequests = KeyframeRequests,
            GateClosings = GateClosings,
            Gaps = Gaps,
            DecodersOpened = Interlocked.Read(ref _decodersOpened),
            Faults = Interlocked.Read(ref _faults),
        };
    }
}
