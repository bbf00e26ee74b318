using System.Threading;

namespace Fathom.Client.Telemetry;

/// <summary>What happened to the frames of this run, counted where it happens.</summary>
/// <remarks>Threads: each count has one writing thread; any thread reads.</remarks>
internal sealed class FlightCounters
{
    private long _received;
    private long _receivedBytes;
    private long _badMessages;
    private long _decoded;
    private long _presented;
    private long _stills;
    private long _lastSequence = -1;

    /// <summary>Why frames were not shown.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Frames of the video received. Each is shown or dropped.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>The bytes of all pixel messages.</summary>
    public long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    /// <summary>Pixel messages that make no sense.</summary>
    public long BadMessages => Volatile.Read(ref _badMessages);

    /// <summary>Pictures that the decoder gave out.</summary>
    public long Decoded => Volatile.Read(ref _decoded);

    /// <summary>Lossless stills that were unpacked; they count in nothing else.</summary>
    public long Stills => Volatile.Read(ref _stills);

    /// <summary>Still thread: one was unpacked.</summary>
    public void CountStill() => Interlocked.Increment(ref _stills);

    /// <summary>Pictures that went to the screen.</summary>
    public long Presented => Volatile.Read(ref _presented);

    /// <summary>The number of the newest frame on the present pixel connection; null before its first.</summary>
    public uint? LastSequence => Volatile.Read(ref _lastSequence) is var last and >= 0 ? (uint)last : null;

    /// <summary>Pixel loop: a frame of that number came; null: a connection begins.</summary>
    public void NoteSequence(uint? sequence) => Volatile.Write(ref _lastSequence, sequence ?? -1L);

    /// <summary>Pixel loop: a frame of the video came in.</summary>
    public void CountReceived(int bytes)
    {
        Interlocked.Increment(ref _received);
        Interlocked.Add(ref _receivedBytes, bytes);
    }

    /// <summary>Pixel loop: a message that is no frame of the video came in: a still, or one that makes no sense.</summary>
    public void CountOther(int bytes) => Interlocked.Add(ref _receivedBytes, bytes);

    /// <summary>Pixel loop: a message makes no sense.</summary>
    public void CountBadMessage() => Interlocked.Increment(ref _badMessages);

    /// <summary>Decode thread: a picture came out.</summary>
    public void CountDecoded() => Interlocked.Increment(ref _decoded);

    /// <summary>Main thread: a picture was shown.</summary>
    public void CountPresented() => Interlocked.Increment(ref _presented);
}
