using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Reports;

/// <summary>Writes <c>report.html</c>: one file that needs nothing else, no network and no script.</summary>
internal static class HtmlReport
{
    /// <summary>The whole page.</summary>
    public static string Write(ProfileSession session, ProfileSummary summary)
    {
        IntentSample[] sorted = [.. session.Intents.Where(static intent => intent.IsMeasured).OrderBy(static intent => intent.Stages!.Total)];
        StageBand[] bands = [.. new[] { StageBand.Around("p50", sorted, 0.50), StageBand.Around("p95", sorted, 0.95), StageBand.Around("worst", sorted, 1) }.OfType<StageBand>()];
        var page = new StringBuilder();
        HtmlPage.Begin(page, $"Latency: {summary.Facts.Scenario}, {summary.Facts.Net}");
        ReportParts.Header(page, summary);
        ReportParts.Cards(page, summary);
        if (bands.Length > 0)
        {
            HtmlPage.Section(page, "How the time adds up", "From the input event to the picture on the screen, each stage where the one before it ended. The first two rows are means of the intents around the percentile, the third is a single one.", WaterfallPlot.Draw(bands) + Legend(bands));
            ReportTables.Stages(page, summary, bands);
            HtmlPage.Section(page, "How it scatters", "How many intents took how long. What lies far beyond the p99 is counted in the last column.", DistributionPlot.Draw([.. sorted.Select(static intent => intent.Stages!.Total)], summary.Total, summary.Goal?.P95));
            HtmlPage.Section(page, "Over time", "A dot for each intent that a picture shows; a pale one where it was a later intent's picture, so that nothing of its own was ever on the screen. Red ticks at the bottom are frames that were dropped for another reason than a newer one.", TimeSeriesPlot.Draw(session));
        }

        page.Append("<div class=\"two\">\n");
        ReportTables.Fates(page, summary);
        ReportTables.Clock(page, summary, session);
        page.Append("</div>\n");
        ReportTables.Configuration(page, summary);
        page.Append("<footer>Beside this file: <b>session.jsonl</b> and <b>session.csv</b> have every intent and frame, <b>trace.json</b> opens in Perfetto or chrome://tracing. 'fathom profile compare' holds two sessions against each other.</footer>\n");
        Data(page, summary);
        return HtmlPage.End(page);
    }

    private static string Legend(IReadOnlyList<StageBand> bands)
    {
        var legend = new StringBuilder("\n<ul class=\"legend\">");
        foreach (string name in bands.SelectMany(band => band.Shares(bands.Any(static other => other.IsJoined))).Where(static share => share.Ms > 0).Select(static share => share.Name).Distinct().OrderBy(Place))
        {
            legend.Append(CultureInfo.InvariantCulture, $"<li title=\"{Html.Text(StageText.MeaningOf(name))}\"><i style=\"background:{Html.Color(name)}\"></i>{Html.Text(name)}</li>");
        }

        return legend.Append("</ul>").ToString();
    }

    private static int Place(string name) => StageNames.All.IndexOf(name.Split(' ')[0]);

    /// <summary>The figures for programs, the same as <c>--json</c>; an angle bracket in it would end the element.</summary>
    private static void Data(StringBuilder page, ProfileSummary summary)
    {
        using var json = new MemoryStream();
        SummaryJson.Write(json, summary);
        page.Append("<script type=\"application/json\" id=\"summary\">\n").Append(Encoding.UTF8.GetString(json.ToArray()).Replace("<", "\\u003c", StringComparison.Ordinal)).Append("</script>\n");
    }
}
