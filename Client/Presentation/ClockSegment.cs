using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fathom.Client.Presentation;

/// <summary>The exchanges between a session's begin, or a step of the server's clock, and the next.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed class ClockSegment
{
    private const int MostExchanges = 1 << 17;

    private readonly List<OffsetInterval> _exchanges = [];
    private readonly QuickestExchanges _quickest = new();

    /// <summary>The server's clock was set between the segment before and this one.</summary>
    public bool BeginsWithStep { get; init; }

    /// <summary>How many exchanges there are.</summary>
    public int Count => _exchanges.Count;

    /// <summary>The moment of the first exchange.</summary>
    public double From => _exchanges[0].At;

    /// <summary>The moment of the last exchange.</summary>
    public double To => _exchanges[^1].At;

    /// <summary>Adds one; they come in the order of their times.</summary>
    public void Add(in OffsetInterval exchange)
    {
        if (_exchanges.Count == MostExchanges)
        {
            Thin();
        }

        _exchanges.Add(exchange);
        _quickest.Add(exchange);
    }

    /// <summary>Takes the newest ones away, which turned out to belong to the next segment, and gives them to it.</summary>
    public void MoveNewest(int count, ClockSegment next)
    {
        int first = _exchanges.Count - count;
        for (int i = first; i < _exchanges.Count; i++)
        {
            next.Add(_exchanges[i]);
        }

        _exchanges.RemoveRange(first, count);
        _quickest.Clear();
        foreach (OffsetInterval exchange in _exchanges)
        {
            _quickest.Add(exchange);
        }
    }

    /// <summary>The clock at a moment: from what was known before it and what was learnt after it.</summary>
    public ClockReading At(double at)
    {
        DriftRange drift = _quickest.DriftAround(at);
        ReadOnlySpan<OffsetInterval> near = Near(at);
        OffsetInterval offset = OffsetWindow.At(at, near, drift);
        double least = double.PositiveInfinity;
        foreach (ref readonly OffsetInterval exchange in near)
        {
            least = Math.Min(least, exchange.RoundTrip);
        }

        return new ClockReading(true, offset.Middle, offset.Half, IsEstimated: false, 0)
        {
            At = at,
            Drift = drift.Middle,
            DriftUncertainty = drift.Half,
            ScheduleOffset = offset.Middle,
            SmallestRoundTrip = least,
            IsExtrapolated = at < From || at > To,
        };
    }

    /// <summary>Those that are asked about a moment: at least the nearest one.</summary>
    private ReadOnlySpan<OffsetInterval> Near(double at)
    {
        int first = FirstAt(at - OffsetWindow.Seconds), end = FirstAt(at + OffsetWindow.Seconds);
        if (first == end)
        {
            first = Math.Clamp(first - 1, 0, _exchanges.Count - 1);
            end = Math.Min(first + 2, _exchanges.Count);
        }

        return CollectionsMarshal.AsSpan(_exchanges)[first..end];
    }

    private int FirstAt(double at)
    {
        int low = 0, high = _exchanges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _exchanges[middle].At >= at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Of every two neighbours the quicker one stays.</summary>
    private void Thin()
    {
        int kept = 0;
        for (int i = 0; i + 1 < _exchanges.Count; i += 2)
        {
            _exchanges[kept++] = _exchanges[i].RoundTrip <= _exchanges[i + 1].RoundTrip ? _exchanges[i] : _exchanges[i + 1];
        }

        _exchanges.RemoveRange(kept, _exchanges.Count - kept);
    }
}
