using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>Where the time goes, said in words.</summary>
/// <param name="Slowest">The largest piece of the totals around the 95th percentile; empty without intents.</param>
/// <param name="SlowestShare">Its share, from 0 to 1.</param>
/// <param name="Usual">The largest piece of the totals around the median.</param>
/// <param name="UsualShare">Its share.</param>
/// <param name="Headline">One sentence.</param>
/// <param name="Details">More sentences.</param>
internal sealed record Verdict(string Slowest, double SlowestShare, string Usual, double UsualShare, string Headline, string Details)
{
    /// <summary>Fewer than these say little about a tail.</summary>
    public const int LeastForTail = 60;

    /// <summary>The verdict over measured intents.</summary>
    /// <param name="intents">Intents that were measured, in any order.</param>
    /// <param name="goal">What should be reached; null for nothing.</param>
    public static Verdict Of(IEnumerable<IntentSample> intents, Goal? goal = null)
    {
        IntentSample[] measured = [.. intents];
        StageBreakdown[] spans = [.. measured.Select(static intent => intent.Stages!.ToBreakdown(intent.IsEstimated))];
        if (StageJudge.Judge(spans, 0.95) is not { } tail || StageJudge.Judge(spans, 0.50) is not { } middle)
        {
            return new Verdict(string.Empty, 0, string.Empty, 0, "Nothing was asked for and answered by a picture, so there is no time from intent to picture.", "The scenario's own figures and the frames stand below.");
        }

        var total = Distribution.FromValues(measured.Select(static intent => intent.Stages!.Total).ToArray());
        string details = string.Create(
            CultureInfo.InvariantCulture, $"Half of what was asked for was on the screen within {total.P50:0.0} ms, 95 % within {total.P95:0.0} ms. {Capital(tail.Text)}");
        if (middle.Name != tail.Name)
        {
            details += string.Create(CultureInfo.InvariantCulture, $" Around the median the largest piece is {middle.Name}, with {middle.StageMs:0.0} ms of {middle.TotalMs:0.0} ms.");
        }

        details += GoalText(goal, total, tail, middle);
        details += StageText.AdviceOn(tail.Name) is { Length: > 0 } advice ? $" On {tail.Name}: {char.ToLowerInvariant(advice[0])}{advice[1..]}" : string.Empty;
        if (measured.Length < LeastForTail)
        {
            details += string.Create(CultureInfo.InvariantCulture, $" There are only {measured.Length} answered intents, too few to trust a p95: measure longer.");
        }

        string headline = tail.IsClear
            ? string.Create(CultureInfo.InvariantCulture, $"{Capital(tail.Name)} is {tail.Share * 100:0} % of the p95.")
            : string.Create(CultureInfo.InvariantCulture, $"No stage stands out: {tail.Name} has {tail.Share * 100:0} % of the p95, {StageNames.Of(tail.Second)} {tail.SecondShare * 100:0} %.");
        return new Verdict(tail.Name, tail.Share, middle.Name, middle.Share, headline, details.TrimEnd());
    }

    private static string GoalText(Goal? goal, in Distribution total, StageVerdict tail, StageVerdict middle) => goal is null ? string.Empty
        : goal.IsMetBy(total) ? $" That meets the goal: {goal}."
        : $" The goal is {goal}; {(total.P95 > goal.P95 ? tail.Name : middle.Name)} keeps it from that most.";

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
