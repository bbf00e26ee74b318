using System;
using System.Threading;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Presentation;

/// <summary>The frames that wait, in the order of their numbers.</summary>
/// <remarks>Threads: one at a time, the presenter's lock; the count may be read by any.</remarks>
internal sealed class FrameLine(int capacity)
{
    private readonly QueuedFrame[] _items = new QueuedFrame[capacity];
    private int _count;

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>No other one has room.</summary>
    public bool IsFull => _count == _items.Length;

    /// <summary>The frame at a place; 0 is the oldest.</summary>
    public ref readonly QueuedFrame this[int index] => ref _items[index];

    /// <summary>Puts a frame behind all that are not newer.</summary>
    public void Insert(in QueuedFrame item)
    {
        int at = _count;
        while (at > 0 && SequenceNumber.IsNewer(_items[at - 1].Sequence, item.Sequence))
        {
            _items[at] = _items[at - 1];
            at--;
        }

        _items[at] = item;
        _count++;
    }

    /// <summary>Takes one out.</summary>
    public void RemoveAt(int index)
    {
        _count--;
        Array.Copy(_items, index + 1, _items, index, _count - index);
        _items[_count] = default;
    }
}
