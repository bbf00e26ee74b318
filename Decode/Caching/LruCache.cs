using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fathom.Decode.Caching;

/// <summary>
/// Least recently used first out, bounded by the weight of its values. A value that several threads ask for at once is loaded by
/// one of them; the others wait for it.
/// </summary>
/// <remarks>Threads: any. Loading happens outside the lock. Ownership: the cache holds one reference to each value
/// (<see cref="ICacheValues{TValue}"/>), every caller gets one of his own. A value heavier than the limit is handed out and not kept.</remarks>
public sealed class LruCache<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries;
    private readonly Dictionary<TKey, CacheFlight<TValue>> _flights;
    private readonly LinkedList<Entry> _byUse = [];
    private readonly ICacheValues<TValue> _values;
    private readonly long _limit;
    private long _weight;
    private long _hits;
    private long _joins;
    private long _loads;
    private long _evictions;

    /// <summary>Creates a cache; without <paramref name="values"/> the limit is a number of values.</summary>
    public LruCache(long limit, ICacheValues<TValue>? values = null, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit;
        _values = values ?? new CountedValues<TValue>();
        _entries = new Dictionary<TKey, LinkedListNode<Entry>>(comparer);
        _flights = new Dictionary<TKey, CacheFlight<TValue>>(comparer);
    }

    /// <summary>The largest weight that is kept.</summary>
    public long Limit => _limit;

    /// <summary>What it has done and holds.</summary>
    public CacheCounters Counters
    {
        get
        {
            lock (_lock)
            {
                return new CacheCounters(_hits, _joins, _loads, _evictions, _entries.Count, _weight);
            }
        }
    }

    /// <summary>The value if it is there; it becomes the most recently used one.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        lock (_lock)
        {
            return TryTake(key, out value);
        }
    }

    /// <summary>The value, loaded if it is not there. What loading throws goes to everybody who waits, a cancellation only to its owner.</summary>
    public TValue GetOrLoad<TState>(TKey key, TState state, Func<TKey, TState, CancellationToken, TValue> load, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        while (true)
        {
            CacheFlight<TValue>? flight;
            var mine = false;
            lock (_lock)
            {
                if (TryTake(key, out TValue found))
                {
                    return found;
                }

                cancel.ThrowIfCancellationRequested();
                if (!_flights.TryGetValue(key, out flight))
                {
                    flight = new CacheFlight<TValue>(_values);
                    _flights.Add(key, flight);
                    _loads++;
                    mine = true;
                }
                else
                {
                    flight.Join();
                    _joins++;
                }
            }

            if (mine)
            {
                return Load(key, state, load, flight, cancel);
            }

            if (flight.TryWait(cancel, out TValue value))
            {
                return value;
            }
        }
    }

    /// <summary>Gives up least recently used values until at least <paramref name="weight"/> of them left or none is left; how much left.</summary>
    public long Evict(long weight)
    {
        lock (_lock)
        {
            long before = _weight;
            while (before - _weight < weight && _byUse.First is { } oldest)
            {
                Remove(oldest);
                _evictions++;
            }

            return before - _weight;
        }
    }

    /// <summary>Gives up every value that <paramref name="isStale"/> names; how many.</summary>
    public int RemoveWhere(Predicate<TKey> isStale)
    {
        ArgumentNullException.ThrowIfNull(isStale);
        lock (_lock)
        {
            var removed = 0;
            for (LinkedListNode<Entry>? node = _byUse.First, next; node is not null; node = next)
            {
                next = node.Next;
                if (isStale(node.Value.Key))
                {
                    Remove(node);
                    removed++;
                }
            }

            return removed;
        }
    }

    /// <summary>Gives up everything.</summary>
    public void Clear() => RemoveWhere(static _ => true);

    private TValue Load<TState>(
        TKey key, TState state, Func<TKey, TState, CancellationToken, TValue> load, CacheFlight<TValue> flight, CancellationToken cancel)
    {
        TValue value;
        try
        {
            value = load(key, state, cancel);
        }
        catch (Exception error) when (Abandon(key, flight, error))
        {
            throw;
        }

        lock (_lock)
        {
            _flights.Remove(key);
            Keep(key, value);
        }

        flight.Land(value);
        return value;
    }

    /// <summary>A filter, so that it sees every error and handles none.</summary>
    private bool Abandon(TKey key, CacheFlight<TValue> flight, Exception error)
    {
        lock (_lock)
        {
            _flights.Remove(key);
        }

        flight.Fail(error is OperationCanceledException ? null : ExceptionDispatchInfo.Capture(error));
        return false;
    }

    private bool TryTake(TKey key, out TValue value)
    {
        if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
        {
            _byUse.Remove(node);
            _byUse.AddLast(node);
            _hits++;
            value = node.Value.Value;
            _values.Retain(value);
            return true;
        }

        value = default!;
        return false;
    }

    private void Keep(TKey key, TValue value)
    {
        long weight = _values.WeightOf(value);
        if (weight > _limit)
        {
            return;
        }

        while (_weight + weight > _limit && _byUse.First is { } oldest)
        {
            Remove(oldest);
            _evictions++;
        }

        _values.Retain(value);
        _entries[key] = _byUse.AddLast(new Entry(key, value, weight));
        _weight += weight;
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _weight -= node.Value.Weight;
        _values.Release(node.Value.Value);
    }

    private readonly record struct Entry(TKey Key, TValue Value, long Weight);
}
