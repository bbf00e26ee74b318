using System.Threading;

namespace Fathom.Client.Telemetry;

/// <summary>When which intent was written to the socket, on its way from the send loop to the main thread.</summary>
/// <remarks>Threads: any. Bounded: the oldest stamp makes way, and its intent counts as sent when it was given to the queue.</remarks>
internal sealed class SentStamps
{
    private readonly Lock _gate = new();
    private readonly (string IntentId, long At)[] _ring;
    private int _head;
    private int _count;

    /// <summary>Creates an empty one.</summary>
    public SentStamps(int capacity = 256) => _ring = new (string, long)[capacity];

    /// <summary>Send loop: an intent was written.</summary>
    public void Note(string intentId, long at)
    {
        lock (_gate)
        {
            _ring[(_head + _count) % _ring.Length] = (intentId, at);
            if (_count < _ring.Length)
            {
                _count++;
            }
            else
            {
                _head = (_head + 1) % _ring.Length;
            }
        }
    }

    /// <summary>Main thread: the oldest stamp that nobody took.</summary>
    public bool TryTake(out string intentId, out long at)
    {
        lock (_gate)
        {
            (intentId, at) = _ring[_head];
            if (_count == 0)
            {
                return false;
            }

            _ring[_head] = default;
            _head = (_head + 1) % _ring.Length;
            _count--;
            return true;
        }
    }
}
