using System;

namespace Fathom.Client.Presentation;

/// <summary>
/// Offset and drift of the server's clock, with error bars, from exchanges of messages as they come; and when that clock was set.
/// </summary>
/// <remarks>
/// Threads: one at a time. An answer that comes late widens its interval and cannot move it off the truth, so that two intervals
/// which exclude each other, however fast clocks may drift, prove that a clock was set. A step that is smaller than the bars shows
/// only in the middles: three exchanges in a row whose middles lie further off than what they took too long can explain.
/// </remarks>
internal sealed class ClockEstimator
{
    private const int MostRecent = 64;
    private const int SoftProof = 3;
    private const double LeastSoftStep = 0.002;

    private readonly OffsetInterval[] _recent = new OffsetInterval[MostRecent];
    private readonly QuickestExchanges _quickest = new();
    private int _count;
    private OffsetInterval _expected;
    private DriftRange _expectedDrift;
    private int _suspects;
    private int _side;

    /// <summary>How fast the clocks drift apart.</summary>
    public DriftRange Drift { get; private set; } = DriftRange.Possible;

    /// <summary>How often the server's clock was found to have been set.</summary>
    public int Steps { get; private set; }

    /// <summary>By how much the offset changed the last time, in seconds.</summary>
    public double LastStep { get; private set; }

    /// <summary>False before the first exchange.</summary>
    public bool HasOffset => _count > 0;

    /// <summary>The moment of the newest exchange.</summary>
    public double NewestAt => _recent[_count - 1].At;

    private ReadOnlySpan<OffsetInterval> Recent => _recent.AsSpan(0, _count);

    /// <summary>Takes an exchange into account; they come in the order of their times.</summary>
    /// <returns>How many of the newest exchanges, this one included, belong to a clock that was set before them; 0 for none.</returns>
    public int Add(in OffsetInterval exchange)
    {
        int ofNewClock = 0;
        if (_count > 0)
        {
            if (_suspects == 0)
            {
                (_expected, _expectedDrift) = (At(exchange.At), Drift);
            }

            double expected = _expected.MovedTo(exchange.At, _expectedDrift).Middle;
            bool isPossible = OffsetWindow.Allows(Recent, exchange, DriftRange.Possible);
            ofNewClock = !isPossible ? 1 : IsSuspect(exchange, expected) ? SoftProof : 0;
            if (ofNewClock > 0)
            {
                (Steps, LastStep) = (Steps + 1, exchange.Middle - expected);
                KeepNewest(ofNewClock - 1);
            }
            else if (!OffsetWindow.Allows(Recent, exchange, Drift))
            {
                // The drift is another one than it was; what is known of the offset stays.
                _quickest.Clear();
            }
        }

        Keep(exchange);
        _quickest.Add(exchange);
        _quickest.Trim(DriftLine.MostPoints);
        Drift = DriftLine.Fit(_quickest.All);
        return ofNewClock;
    }

    /// <summary>The offset at a moment.</summary>
    public OffsetInterval At(double at) => OffsetWindow.At(at, Recent, Drift);

    /// <summary>The shortest way there and back among the exchanges that count at present.</summary>
    public double SmallestRoundTrip()
    {
        double least = double.PositiveInfinity;
        foreach (ref readonly OffsetInterval exchange in Recent)
        {
            least = Math.Min(least, exchange.RoundTrip);
        }

        return least;
    }

    /// <summary>Forgets everything but that there were steps: another session.</summary>
    public void Reset()
    {
        KeepNewest(0);
        Drift = DriftRange.Possible;
    }

    /// <summary>Whether this is the last of several whose middles all lie to one side, too far to be explained.</summary>
    private bool IsSuspect(in OffsetInterval exchange, double expected)
    {
        double least = Math.Min(SmallestRoundTrip(), exchange.RoundTrip);
        double off = exchange.Middle - expected;
        double explained = ((exchange.RoundTrip - least) / 2) + MedianExcess(least) + (_expectedDrift.Half * OffsetWindow.Seconds) + LeastSoftStep;
        int side = Math.Abs(off) <= explained ? 0 : Math.Sign(off);
        _suspects = side == 0 ? 0 : side == _side ? _suspects + 1 : 1;
        _side = side;
        return _suspects >= SoftProof;
    }

    private double MedianExcess(double least)
    {
        Span<double> excess = stackalloc double[_count];
        for (int i = 0; i < _count; i++)
        {
            excess[i] = (_recent[i].RoundTrip - least) / 2;
        }

        excess.Sort();
        return excess[_count / 2];
    }

    private void Keep(in OffsetInterval exchange)
    {
        int old = 0;
        while (old < _count && (_count - old == MostRecent || exchange.At - _recent[old].At > OffsetWindow.Seconds))
        {
            old++;
        }

        Array.Copy(_recent, old, _recent, 0, _count - old);
        _count -= old;
        _recent[_count++] = exchange;
    }

    private void KeepNewest(int kept)
    {
        int count = Math.Min(kept, _count);
        Array.Copy(_recent, _count - count, _recent, 0, count);
        _count = count;
        _suspects = 0;
        _quickest.Clear();
        for (int i = 0; i < count; i++)
        {
            _quickest.Add(_recent[i]);
        }
    }
}
