using System.Collections.Generic;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>A list that grows in blocks: nothing is copied and nothing is allocated but once in many additions.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <remarks>Threads: one owner.</remarks>
internal sealed class RecordStore<T>
    where T : struct
{
    private const int BlockSize = 2048;

    private readonly List<T[]> _blocks = [];

    /// <summary>Makes room for the first block.</summary>
    public RecordStore() => _blocks.Add(new T[BlockSize]);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public ref readonly T this[int index] => ref _blocks[index / BlockSize][index % BlockSize];

    /// <summary>Adds one.</summary>
    public void Add(in T record)
    {
        if (Count == _blocks.Count * BlockSize)
        {
            _blocks.Add(new T[BlockSize]);
        }

        _blocks[^1][Count % BlockSize] = record;
        Count++;
    }
}
