using System;
using System.Collections.Generic;

namespace Fathom.ImpairmentProxy;

/// <summary>When a direction stands still: the gaps between stalls are random without memory, the lengths even.</summary>
/// <remarks>Threads: its owner guards it.</remarks>
internal sealed class StallPlan
{
    private const double RememberedSeconds = 30;

    private readonly DirectionProfile _profile;
    private readonly ulong _seed;
    private readonly LinkedList<(double Start, double End)> _stalls = new();
    private double _plannedUntil;
    private long _count;

    /// <summary>Plans from a moment on.</summary>
    public StallPlan(DirectionProfile profile, ulong seed, double from)
    {
        _profile = profile;
        _seed = seed;
        _plannedUntil = from;
    }

    /// <summary>The first moment from <paramref name="at"/> on at which the direction moves.</summary>
    public double Release(double at)
    {
        if (_profile.StallEverySeconds <= 0 || _profile.StallMaxMs <= 0)
        {
            return at;
        }

        while (_plannedUntil <= at)
        {
            double start = _plannedUntil - (_profile.StallEverySeconds * Math.Log(SeededChance.At(_seed, _count, 0)));
            double length = _profile.StallMinMs + ((_profile.StallMaxMs - _profile.StallMinMs) * SeededChance.At(_seed, _count, 1));
            _count++;
            _plannedUntil = start + (length / 1000);
            _stalls.AddLast((start, _plannedUntil));
        }

        while (_stalls.First is { } oldest && oldest.Value.End < at - RememberedSeconds)
        {
            _stalls.RemoveFirst();
        }

        foreach ((double start, double end) in _stalls)
        {
            if (at >= start && at < end)
            {
                return end;
            }
        }

        return at;
    }
}
