using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Summaries;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The top of the report: the verdict and the figures that one looks for first.</summary>
internal static class ReportParts
{
    /// <summary>The verdict in words.</summary>
    public static void Header(StringBuilder page, ProfileSummary summary)
    {
        string net = summary.Facts.Net == "direct" ? "no impairment" : $"network {summary.Facts.Net}";
        page.Append("<header>\n<div class=\"over\">Fathom latency profile · ").Append(Html.Text(
            string.Create(CultureInfo.InvariantCulture, $"{summary.Facts.Scenario} · {net} · {summary.Repeats} × {(summary.Repeats == 0 ? 0 : summary.Seconds / summary.Repeats):0.#} s · seed {summary.Facts.Seed} · {summary.Facts.StartedAt:yyyy-MM-dd HH:mm} UTC")));
        page.Append("</div>\n<h1>").Append(Html.Text(summary.Verdict.Headline)).Append("</h1>\n<p class=\"details\">").Append(Html.Text(summary.Verdict.Details)).Append("</p>\n");
        if (summary.IsEstimated)
        {
            page.Append("<p class=\"guess\" id=\"estimated\"><b>Estimated.</b> The server's frames do not say what they show, or its clock is known from arrivals alone. Which picture answers an intent is then a guess; times inside the server and on each way are not told.</p>\n");
        }

        if (summary.Facts.ExitReason == "interrupted")
        {
            page.Append("<p class=\"guess\"><b>Interrupted.</b> This is what had been measured until then.</p>\n");
        }

        page.Append("</header>\n");
    }

    /// <summary>A row of figures.</summary>
    public static void Cards(StringBuilder page, ProfileSummary summary)
    {
        page.Append("<div class=\"cards\">\n");
        if (summary.Total.Count > 0)
        {
            string state = summary.Goal is not { } goal ? string.Empty : goal.IsMetBy(summary.Total) ? "good" : "bad";
            string mark = string.Create(CultureInfo.InvariantCulture, $"{summary.Total.Count} intents{(summary.IsEstimated ? ", estimated" : string.Empty)}");
            Card(page, "p50", Html.Ms(summary.Total.P50), "ms", mark, string.Empty);
            Card(page, "p95", Html.Ms(summary.Total.P95), "ms", summary.Goal is { } limit ? $"goal {Html.Ms(limit.P95)} ms" : "1 of 20 is slower", state);
            Card(page, "p99", Html.Ms(summary.Total.P99), "ms", "1 of 100 is slower", string.Empty);
        }

        Timed(page, "first picture", summary.FirstPicture);
        Timed(page, "reconnect", summary.Reconnect);
        Card(page, "pictures / s", summary.Fps.ToString("0.0", CultureInfo.InvariantCulture), string.Empty, summary.Mbit > 0 ? string.Create(CultureInfo.InvariantCulture, $"{summary.Mbit:0.0} Mbit/s") : "shown", string.Empty);
        if (summary.Total.Count > 0)
        {
            Card(page, "positions / s", summary.PositionsPerSecond.ToString("0.0", CultureInfo.InvariantCulture), string.Empty, "asked for and shown", string.Empty);
        }

        int frames = summary.FrameFates.Sum(static fate => fate.Value);
        Card(page, "frames lost", Html.Percent(summary.DropsOtherThanSuperseded, "0.0#"), string.Empty, string.Create(CultureInfo.InvariantCulture, $"of {frames}, but overtaken"), summary.DropsOtherThanSuperseded > 0.01 ? "bad" : "good");
        string clock = double.IsFinite(summary.Clock.UncertaintyMs) ? "± " + Html.Ms(summary.Clock.UncertaintyMs) : "unknown";
        Card(page, "server's clock", clock, double.IsFinite(summary.Clock.UncertaintyMs) ? "ms" : string.Empty, summary.Clock.IsEstimated ? "estimated from arrivals" : "from exchanges", string.Empty);
        page.Append("</div>\n");
    }

    private static void Timed(StringBuilder page, string name, in Distribution ms)
    {
        if (ms.Count > 0)
        {
            Card(page, name, Html.Ms(ms.P50), "ms", string.Create(CultureInfo.InvariantCulture, $"p50 of {ms.Count}, p95 {Html.Ms(ms.P95)} ms"), string.Empty);
        }
    }

    private static void Card(StringBuilder page, string name, string value, string unit, string note, string state) => page.Append(
        CultureInfo.InvariantCulture, $"<div class=\"card\"><div class=\"k\">{Html.Text(name)}</div><div class=\"v {state}\">{Html.Text(value)}{(unit.Length == 0 ? string.Empty : $"<small>{unit}</small>")}</div><div class=\"n\">{Html.Text(note)}</div></div>\n");
}
