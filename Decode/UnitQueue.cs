namespace Fathom.Decode;

/// <summary>A ring of units. Not thread-safe: its owner locks.</summary>
internal sealed class UnitQueue
{
    private readonly Entry[] _ring;
    private int _head;

    internal UnitQueue(int capacity) => _ring = new Entry[capacity];

    internal int Count { get; private set; }

    internal bool IsFull => Count == _ring.Length;

    internal void Add(in EncodedUnit unit, bool isKey, int generation)
    {
        ref Entry entry = ref _ring[(_head + Count) % _ring.Length];
        entry.Unit = unit;
        entry.IsKey = isKey;
        entry.Generation = generation;
        Count++;
    }

    internal bool TryTake(out EncodedUnit unit, out bool isKey, out int generation)
    {
        if (Count == 0)
        {
            unit = default;
            isKey = false;
            generation = 0;
            return false;
        }

        ref Entry entry = ref _ring[_head];
        unit = entry.Unit;
        isKey = entry.IsKey;
        generation = entry.Generation;
        entry = default;
        _head = (_head + 1) % _ring.Length;
        Count--;
        return true;
    }

    /// <summary>Returns the buffers of everything queued; the number of units dropped.</summary>
    internal int Clear() => DropFirst(Count);

    /// <summary>Drops what lies before the last key frame; false, with nothing dropped, when no key frame is queued.</summary>
    internal bool TryDropBeforeKey(out int dropped)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_ring[(_head + i) % _ring.Length].IsKey)
            {
                dropped = DropFirst(i);
                return true;
            }
        }

        dropped = 0;
        return false;
    }

    private int DropFirst(int count)
    {
        for (int i = 0; i < count; i++)
        {
            TryTake(out EncodedUnit unit, out _, out _);
            unit.Buffer.Return();
        }

        return count;
    }

    private struct Entry
    {
        internal EncodedUnit Unit;
        internal bool IsKey;
        internal int Generation;
    }
}
