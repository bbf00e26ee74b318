using System.Collections.Generic;

namespace Fathom.Client.Presentation;

/// <summary>
/// All exchanges of a run, so that times can be joined afterwards: what was learnt later tells of earlier moments too. Between two
/// exchanges the offset is interpolated. Outside of them, and only for a while, it is extrapolated and says so; between two that
/// a step of the server's clock parts nothing is known.
/// </summary>
/// <remarks>Threads: one at a time: the main thread adds, and reads when it is asked or after the run.</remarks>
internal sealed class ClockHistory
{
    private const double MostExtrapolated = 60;

    private readonly List<ClockSegment> _segments = [];
    private readonly ClockEstimator _steps = new();

    /// <summary>How many exchanges were seen.</summary>
    public int Count { get; private set; }

    /// <summary>How often the server's clock was found to have been set within a session.</summary>
    public int Steps => _steps.Steps;

    /// <summary>A session begins: it may be another server's.</summary>
    public void BeginSession()
    {
        _steps.Reset();
        Begin(afterStep: false);
    }

    /// <summary>Adds an exchange; they come in the order of their times.</summary>
    public void Add(in OffsetInterval exchange)
    {
        if (_segments.Count == 0)
        {
            Begin(afterStep: false);
        }

        Count++;
        int ofNewClock = _steps.Add(exchange);
        if (ofNewClock > 0 && _segments[^1].Count >= ofNewClock)
        {
            ClockSegment before = _segments[^1];
            Begin(afterStep: true);
            before.MoveNewest(ofNewClock - 1, _segments[^1]);
        }

        _segments[^1].Add(exchange);
    }

    /// <summary>The clock at a local time; <see cref="ClockReading.Unknown"/> where nothing can be said.</summary>
    public ClockReading At(double local)
    {
        int next = 0;
        while (next < _segments.Count && _segments[next].Count > 0 && _segments[next].From <= local)
        {
            next++;
        }

        ClockSegment? before = next > 0 ? _segments[next - 1] : null;
        ClockSegment? after = next < _segments.Count && _segments[next].Count > 0 ? _segments[next] : null;
        if (before is not null && local <= before.To)
        {
            return before.At(local);
        }

        if (after is { BeginsWithStep: true } && before is not null)
        {
            return ClockReading.Unknown;
        }

        double sinceBefore = before is null ? double.PositiveInfinity : local - before.To;
        double untilAfter = after is null ? double.PositiveInfinity : after.From - local;
        ClockSegment? nearest = sinceBefore <= untilAfter ? before : after;
        return nearest is null || double.Min(sinceBefore, untilAfter) > MostExtrapolated ? ClockReading.Unknown : nearest.At(local);
    }

    private void Begin(bool afterStep)
    {
        if (_segments.Count > 0 && _segments[^1].Count == 0)
        {
            _segments.RemoveAt(_segments.Count - 1);
        }

        _segments.Add(new ClockSegment { BeginsWithStep = afterStep });
    }
}
