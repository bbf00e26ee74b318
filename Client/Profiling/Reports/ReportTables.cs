using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The tables of the report.</summary>
internal static class ReportTables
{
    private const int LongestShare = 90;

    /// <summary>The percentiles of every stage.</summary>
    public static void Stages(StringBuilder page, ProfileSummary summary, IReadOnlyList<StageBand> bands)
    {
        var shares = bands.First(static band => band.Label == "p95").Shares(bands.Any(static band => band.IsJoined)).ToDictionary(static share => share.Name, StringComparer.Ordinal);
        page.Append("<section>\n<h2>Stages</h2>\n<p class=\"note\">Milliseconds. Percentiles of different stages do not add up, since they need not be slow together; the share is that of the intents around the p95. Figures that the clocks cannot tell are withheld.</p>\n<div class=\"scroll\"><table id=\"stages\">\n");
        page.Append("<tr><th>stage</th><th>p50</th><th>p95</th><th>p99</th><th>±</th><th>n</th><th class=\"left\">share of the p95</th><th class=\"left\">what it is</th></tr>\n");
        string mode = summary.IsEstimated ? " (estimated)" : string.Empty;
        Row(page, "whole", $"intent to picture{mode}", string.Empty, summary.Total, summary.TotalUncertaintyMs, true, null, "from the input event to the picture on the screen");
        foreach (StageFigure stage in summary.Stages.Where(static stage => stage.Ms.Count > 0))
        {
            string name = StageNames.Of(stage.Stage);
            Row(page, stage.IsTold ? string.Empty : "off", name, Html.Color(name), stage.Ms, stage.UncertaintyMs, stage.IsTold, shares.TryGetValue(name, out StageShare share) ? share.Share : null, $"{StageText.PlaceOf(stage.Stage)}: {StageText.MeaningOf(name)}");
        }

        if (summary.Transport.Count > 0)
        {
            Row(page, string.Empty, "send + network", Html.Color("network"), summary.Transport, 0, true, shares.TryGetValue(StageBand.Transport, out StageShare both) ? both.Share : null, "both ways through the network; no error of the clocks changes their sum");
        }

        Row(page, string.Empty, "every intent", string.Empty, summary.EveryTotal, summary.TotalUncertaintyMs, true, null, "the whole, also of intents for which a later one's picture came: much more than the first row means that the server, or the line, stood still");
        page.Append("</table></div>\n</section>\n");
    }

    /// <summary>What became of frames and intents.</summary>
    public static void Fates(StringBuilder page, ProfileSummary summary)
    {
        page.Append("<section>\n<h2>Frames and intents</h2>\n<table id=\"fates\">\n<tr><th>frames</th><th>count</th></tr>\n");
        Counts(page, summary.FrameFates);
        page.Append("<tr><th>intents</th><th>count</th></tr>\n");
        Counts(page, summary.IntentFates);
        page.Append("</table>\n</section>\n");
    }

    /// <summary>How well the server's clock is known.</summary>
    public static void Clock(StringBuilder page, ProfileSummary summary, ProfileSession session)
    {
        ClockFigure clock = summary.Clock;
        page.Append("<section id=\"clock\">\n<h2>The server's clock</h2>\n<p class=\"note\">").Append(clock.IsEstimated
            ? "Estimated from frame arrivals alone: the offset contains the quickest way through the network."
            : "From exchanges of time stamps, joined over the whole session. The band is the interval in which the truth lies.").Append("</p>\n");
        page.Append(ClockPlot.Draw(session.Clock)).Append("<dl>");
        Term(page, "ahead of this machine's", double.IsFinite(clock.OffsetMs) ? Html.Ms(clock.OffsetMs) + " ms" : "unknown");
        Term(page, "uncertainty", double.IsFinite(clock.UncertaintyMs) ? "± " + Html.Ms(clock.UncertaintyMs) + " ms" : "unknown");
        Term(page, "drift", Drift(clock));
        page.Append("</dl>\n</section>\n");
    }

    /// <summary>How the session was made.</summary>
    public static void Configuration(StringBuilder page, ProfileSummary summary)
    {
        page.Append("<section id=\"configuration\">\n<h2>Configuration</h2>\n<dl>");
        Term(page, "scenario", summary.Facts.Scenario);
        Term(page, "seed", summary.Facts.Seed.ToString(CultureInfo.InvariantCulture));
        Term(page, "network", summary.Facts.NetDetail.Length == 0 ? summary.Facts.Net : $"{summary.Facts.Net}: {summary.Facts.NetDetail}");
        foreach ((string name, string value) in summary.Facts.Configuration)
        {
            Term(page, name, value);
        }

        Term(page, "ended", summary.Facts.ExitReason);
        page.Append("</dl>\n</section>\n");
    }

    private static string Drift(in ClockFigure clock) => !double.IsFinite(clock.DriftPpm) ? "unknown" : string.Create(
        CultureInfo.InvariantCulture, $"{clock.DriftPpm:0.0}{(double.IsFinite(clock.DriftUncertaintyPpm) ? string.Create(CultureInfo.InvariantCulture, $" ± {clock.DriftUncertaintyPpm:0.0}") : string.Empty)} ppm");

    private static void Row(StringBuilder page, string style, string name, string color, in Distribution ms, double uncertainty, bool isTold, double? share, string what)
    {
        string swatch = color.Length == 0 ? string.Empty : $"<i style=\"background:{color}\"></i>";
        string bar = share is { } part
            ? string.Create(CultureInfo.InvariantCulture, $"<span class=\"share\" style=\"width:{Math.Clamp(part, 0, 1) * LongestShare:0}px;background:{color}\"></span>{Html.Percent(part)}")
            : string.Empty;
        page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{style}\"><td>{swatch}{Html.Text(name)}</td>");
        foreach (double value in new[] { ms.P50, ms.P95, ms.P99 })
        {
            page.Append("<td>").Append(ms.Count == 0 ? "–" : isTold ? Html.Ms(value) : "withheld").Append("</td>");
        }

        page.Append(CultureInfo.InvariantCulture, $"<td>{Html.Uncertainty(uncertainty)}</td><td>{ms.Count}</td><td class=\"left\">{bar}</td><td class=\"what\">{Html.Text(what)}</td></tr>\n");
    }

    private static void Counts(StringBuilder page, IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        foreach ((string name, int count) in counts.Where(static pair => pair.Value > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html.Text(name.Replace('_', ' '))}</td><td>{count}</td></tr>\n");
        }
    }

    private static void Term(StringBuilder page, string name, string value) =>
        page.Append("<dt>").Append(Html.Text(name)).Append("</dt><dd>").Append(Html.Text(value)).Append("</dd>\n");
}
