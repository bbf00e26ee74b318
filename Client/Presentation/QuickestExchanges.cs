using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fathom.Client.Presentation;

/// <summary>The quickest exchange of every few seconds: the lower envelope, on which the drift is read.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed class QuickestExchanges
{
    private const double Seconds = 4;

    private readonly List<OffsetInterval> _quickest = [];
    private double _began = double.NegativeInfinity;

    /// <summary>In the order of their times.</summary>
    public ReadOnlySpan<OffsetInterval> All => CollectionsMarshal.AsSpan(_quickest);

    /// <summary>Takes one into account; they come in the order of their times.</summary>
    public void Add(in OffsetInterval exchange)
    {
        if (exchange.At - _began >= Seconds)
        {
            _began = exchange.At;
            _quickest.Add(exchange);
        }
        else if (exchange.RoundTrip < _quickest[^1].RoundTrip)
        {
            _quickest[^1] = exchange;
        }
    }

    /// <summary>Forgets the oldest ones until no more than this are left.</summary>
    public void Trim(int most)
    {
        if (_quickest.Count > most)
        {
            _quickest.RemoveRange(0, _quickest.Count - most);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _quickest.Clear();
        _began = double.NegativeInfinity;
    }

    /// <summary>The drift around a moment.</summary>
    public DriftRange DriftAround(double at)
    {
        int first = Math.Clamp(FirstAfter(at) - (DriftLine.MostPoints / 2), 0, Math.Max(0, _quickest.Count - DriftLine.MostPoints));
        return DriftLine.Fit(All.Slice(first, Math.Min(DriftLine.MostPoints, _quickest.Count - first)));
    }

    private int FirstAfter(double at)
    {
        int low = 0, high = _quickest.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _quickest[middle].At > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
