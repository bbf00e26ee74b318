using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Telemetry;

/// <summary>Decoded frames that were given up, on their way from whoever gave them up to the main thread.</summary>
/// <remarks>Threads: any. Bounded: the oldest makes way and is counted; the counts by reason are kept elsewhere and lose nothing.</remarks>
internal sealed class DropLog
{
    private readonly Lock _gate = new();
    private readonly FrameRecord[] _ring;
    private int _head;
    private int _count;

    /// <summary>Creates an empty one.</summary>
    public DropLog(int capacity = 32) => _ring = new FrameRecord[capacity];

    /// <summary>Records that found no room.</summary>
    public long Missed { get; private set; }

    /// <summary>A frame was given up.</summary>
    /// <param name="info">The frame.</param>
    /// <param name="reason">Why.</param>
    /// <param name="queued">When the presenter had got it.</param>
    public void Add(in FrameInfo info, DropReason reason, long queued)
    {
        lock (_gate)
        {
            ref FrameRecord record = ref _ring[(_head + _count) % _ring.Length];
            record = FrameRecord.Of(info);
            record.Queued = queued;
            record.Fate = StageNames.FateOf(reason);
            if (_count < _ring.Length)
            {
                _count++;
            }
            else
            {
                _head = (_head + 1) % _ring.Length;
                Missed++;
            }
        }
    }

    /// <summary>Main thread: the oldest that nobody took.</summary>
    public bool TryTake(out FrameRecord record)
    {
        lock (_gate)
        {
            record = _ring[_head];
            if (_count == 0)
            {
                return false;
            }

            _head = (_head + 1) % _ring.Length;
            _count--;
            return true;
        }
    }
}
