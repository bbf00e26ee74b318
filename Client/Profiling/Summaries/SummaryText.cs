using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>The figures of a session as a table for a terminal.</summary>
internal static class SummaryText
{
    /// <summary>The table, then the verdict.</summary>
    public static string Of(ProfileSummary summary)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"ms",-20}{"p50",10}{"p95",10}{"p99",10}{"±",9}{"n",8}");
        if (summary.Total.Count > 0)
        {
            Row(text, summary.IsEstimated ? "total (estimated)" : "intent to picture", summary.Total, summary.TotalUncertaintyMs, isTold: true);
        }

        foreach (StageFigure stage in summary.Stages.Where(static stage => stage.Ms.Count > 0))
        {
            Row(text, "  " + StageNames.Of(stage.Stage), stage.Ms, stage.UncertaintyMs, stage.IsTold);
        }

        Row(text, "every intent", summary.EveryTotal, summary.TotalUncertaintyMs, isTold: true);
        Row(text, "first picture", summary.FirstPicture, 0, isTold: true);
        Row(text, "reconnect", summary.Reconnect, 0, isTold: true);
        int frames = summary.FrameFates.Sum(static fate => fate.Value);
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Fps:0.0} pictures and {summary.PositionsPerSecond:0.0} positions a second; {frames - summary.FrameFates[0].Value} of {frames} frames dropped, {summary.DropsOtherThanSuperseded * 100:0.##} % for another reason than a newer one."));
        text.Append(summary.Verdict.Headline).Append(' ').AppendLine(summary.Verdict.Details);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, in Distribution ms, double uncertainty, bool isTold)
    {
        if (ms.Count > 0)
        {
            string error = uncertainty <= 0 ? string.Empty : double.IsFinite(uncertainty) ? uncertainty.ToString("0.00", CultureInfo.InvariantCulture) : "?";
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-20}{Number(ms.P50, isTold),10}{Number(ms.P95, isTold),10}{Number(ms.P99, isTold),10}{error,9}{ms.Count,8}");
        }
    }

    private static string Number(double ms, bool isTold) => isTold ? ms.ToString("0.00", CultureInfo.InvariantCulture) : "withheld";
}
