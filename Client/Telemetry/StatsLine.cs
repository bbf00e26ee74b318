using System;
using System.Globalization;
using System.Text;
using Fathom.Client.Presentation;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Telemetry;

/// <summary>Says once a second, in one line, how the last pictures came.</summary>
/// <remarks>Threads: main thread. It allocates when it speaks, and not between.</remarks>
internal sealed class StatsLine
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly LiveFigures _figures;
    private readonly FlightCounters _counters;
    private readonly Func<ClockReading> _clock;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private long _saidAt;
    private long _frames;

    /// <summary>Creates a line that is said from the next second on.</summary>
    public StatsLine(LiveFigures figures, FlightCounters counters, Func<ClockReading> clock, TimeProvider time, Action<string> say)
    {
        _figures = figures;
        _counters = counters;
        _clock = clock;
        _time = time;
        _say = say;
        _saidAt = time.GetTimestamp();
    }

    /// <summary>Says it when a second has passed.</summary>
    public void Tick(long now)
    {
        TimeSpan since = _time.GetElapsedTime(_saidAt, now);
        if (since < s_period)
        {
            return;
        }

        long frames = _counters.Presented;
        double rate = (frames - _frames) / since.TotalSeconds;
        (_saidAt, _frames) = (now, frames);
        _say(Write(rate));
    }

    /// <summary>The line.</summary>
    /// <param name="rate">Pictures a second.</param>
    public string Write(double rate)
    {
        var line = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        line.Append(culture, $"{rate:0.0} fps");
        bool isOfIntents = _figures.Intents.Totals.Count > 0;
        StageTable table = isOfIntents ? _figures.Intents : _figures.Frames;
        Distribution total = table.Totals.Summarize();
        if (total.Count > 0)
        {
            line.Append(culture, $"; {(isOfIntents ? "intent" : "render")} → picture {total.P50:0.0} / {total.P95:0.0} / {total.P99:0.0} ms (n {total.Count}{(table.Estimated > 0 ? ", estimated" : string.Empty)}):");
            for (int i = 0; i < StageNames.Count; i++)
            {
                Append(line, (Stage)i, table.Summarize((Stage)i));
            }
        }

        line.Append("; drops");
        bool any = false;
        for (int i = 0; i < DropCounters.Names.Length; i++)
        {
            if (_counters.Drops[(DropReason)i] is var count and > 0)
            {
                line.Append(culture, $" {DropCounters.Names[i]} {count}");
                any = true;
            }
        }

        line.Append(any ? "; " : " none; ").Append(ClockText.Of(_clock(), _time));
        return line.ToString();
    }

    private static void Append(StringBuilder line, Stage stage, in StageSummary summary)
    {
        if (summary.Milliseconds.Count == 0)
        {
            return;
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        line.Append(culture, $" {StageNames.Of(stage)} ");
        if (!summary.IsTold)
        {
            line.Append('?');
        }
        else
        {
            line.Append(culture, $"{summary.Milliseconds.P50:0.0}");
        }

        if (summary.Uncertainty >= 0.05 && double.IsFinite(summary.Uncertainty))
        {
            line.Append(culture, $"±{summary.Uncertainty:0.0}");
        }
    }
}
