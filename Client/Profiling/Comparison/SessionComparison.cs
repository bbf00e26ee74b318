using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Comparison;

/// <summary>Two sessions side by side: what differs, how sure that is, and what cannot be compared.</summary>
/// <param name="A">The first session in figures.</param>
/// <param name="B">The second.</param>
/// <param name="Differences">Every quantity that both have, the whole first.</param>
/// <param name="Warnings">Why the two may not be comparable; empty when they are.</param>
internal sealed record SessionComparison(ProfileSummary A, ProfileSummary B, IReadOnlyList<Difference> Differences, IReadOnlyList<string> Warnings)
{
    /// <summary>The name of the whole.</summary>
    public const string Whole = "intent_to_picture_ms";

    private const int Draws = 1000;

    /// <summary>Below this a percentile of either session says nothing.</summary>
    private const int LeastSamples = 20;

    /// <summary>Every stage is asked twice: so many questions that each may be answered wrongly only twice in a thousand, for all of them to be right mostly.</summary>
    private const double ConfidenceOfWhole = 0.95, ConfidenceOfStage = 0.998;

    /// <summary>From so many repetitions on, how much runs differ from each other is in the data.</summary>
    private const int EnoughRepeats = 3;

    private static readonly double[] s_percentiles = [0.50, 0.95];
    private static readonly string[] s_names = ["p50", "p95"];

    /// <summary>Whether both were repeated often enough to tell how much one run differs from the next.</summary>
    public bool KnowsRuns { get; init; }

    /// <summary>What the data shows, the largest first within the whole and within the stages.</summary>
    public IEnumerable<Difference> Shown => Differences.Where(static difference => difference.IsShown);

    /// <summary>The outcome in one or two sentences.</summary>
    public string Verdict
    {
        get
        {
            if (Differences.All(static difference => difference.Quantity != Whole))
            {
                return "These sessions have too few answered intents in common to be compared.";
            }

            Difference[] whole = [.. Shown.Where(static difference => difference.Quantity == Whole)];
            Difference? stage = Shown.Where(static difference => difference.Quantity != Whole).MaxBy(static difference => Math.Abs(difference.Change));
            if (whole.Length == 0)
            {
                return stage is null
                    ? "There is no difference that this data can show."
                    : $"The whole shows no difference that this data can show, but {Sentence(stage)}.";
            }

            return $"B is {(whole[0].Change > 0 ? "slower" : "faster")}: {string.Join("; ", whole.Select(Sentence))}.{(stage is null ? string.Empty : $" Of the stages {Sentence(stage)}.")}";
        }
    }

    /// <summary>Compares two sessions; the same seed gives the same answer.</summary>
    public static SessionComparison Of(ProfileSession a, ProfileSession b, int seed)
    {
        var differences = new List<Difference>();
        Add(differences, Whole, a, b, static stages => stages.Total, static _ => 0, ConfidenceOfWhole, seed);
        for (int i = 0; i < StageNames.Count; i++)
        {
            var stage = (Stage)i;
            Add(differences, StageNames.Of(stage), a, b, stages => stages[stage], stages => stages.UncertaintyOf(stage), ConfidenceOfStage, seed);
        }

        Add(differences, "transport_ms", a, b, static stages => stages[Stage.Send] + stages[Stage.Network], static _ => 0, ConfidenceOfStage, seed);
        ProfileSummary summaryA = SummaryMaker.Of(a), summaryB = SummaryMaker.Of(b);
        return new SessionComparison(summaryA, summaryB, differences, Doubts(a.Facts, b.Facts)) { KnowsRuns = Math.Min(summaryA.Repeats, summaryB.Repeats) >= EnoughRepeats };
    }

    private static void Add(
        List<Difference> differences, string quantity, ProfileSession a, ProfileSession b, Func<StageSpan, double> value, Func<StageSpan, double> uncertainty, double confidence, int seed)
    {
        TimedValue[] valuesA = Values(a, value), valuesB = Values(b, value);
        if (valuesA.Length < LeastSamples || valuesB.Length < LeastSamples)
        {
            return;
        }

        double[] observedA = Percentiles(valuesA), observedB = Percentiles(valuesB);
        var stretchesA = new BlockBootstrap(valuesA);
        var stretchesB = new BlockBootstrap(valuesB);
        double[][] changes = Resample(stretchesA, stretchesB, new Random(seed));
        double wider = Widening(Math.Min(stretchesA.Count, stretchesB.Count), confidence);
        double clock = Typical(a, uncertainty) + Typical(b, uncertainty);
        for (int p = 0; p < s_percentiles.Length; p++)
        {
            Array.Sort(changes[p]);
            double low = changes[p][(int)((1 - confidence) / 2 * Draws)], high = changes[p][(int)((1 + confidence) / 2 * (Draws - 1))];
            double middle = changes[p][Draws / 2];
            differences.Add(new Difference(
                quantity, s_names[p], observedA[p], observedB[p], middle + ((low - middle) * wider), middle + ((high - middle) * wider), confidence, clock));
        }
    }

    /// <summary>Few stretches scatter less among themselves than the truth does around them: Student's factor, approximated.</summary>
    private static double Widening(int stretches, double confidence)
    {
        double freedom = Math.Max(1, stretches - 1), normal = confidence > 0.97 ? 3.090 : 1.960;
        return (1 + (((normal * normal) + 1) / (4 * freedom))) * Math.Sqrt((freedom + 1) / freedom);
    }

    private static double[][] Resample(BlockBootstrap a, BlockBootstrap b, Random random)
    {
        double[][] changes = [.. s_percentiles.Select(static _ => new double[Draws])];
        Span<double> drawnA = stackalloc double[s_percentiles.Length], drawnB = stackalloc double[s_percentiles.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            a.Draw(random, s_percentiles, drawnA);
            b.Draw(random, s_percentiles, drawnB);
            for (int p = 0; p < s_percentiles.Length; p++)
            {
                changes[p][draw] = drawnB[p] - drawnA[p];
            }
        }

        return changes;
    }

    private static TimedValue[] Values(ProfileSession session, Func<StageSpan, double> value) =>
    [
        .. session.Intents.Where(static intent => intent.IsMeasured)
            .Select(intent => new TimedValue(intent.Repeat, intent.At[IntentStamp.Input], value(intent.Stages!)))
            .Where(static timed => double.IsFinite(timed.Ms)),
    ];

    private static double[] Percentiles(TimedValue[] values)
    {
        double[] sorted = [.. values.Select(static value => value.Ms).Order()];
        return [.. s_percentiles.Select(p => sorted[Math.Clamp((int)Math.Ceiling(p * sorted.Length) - 1, 0, sorted.Length - 1)])];
    }

    private static double Typical(ProfileSession session, Func<StageSpan, double> uncertainty)
    {
        double[] sorted = [.. session.Intents.Where(static intent => intent.IsMeasured).Select(intent => uncertainty(intent.Stages!)).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    private static List<string> Doubts(SessionFacts a, SessionFacts b)
    {
        var doubts = new List<string>();
        Doubt(doubts, "scenario", a.Scenario, b.Scenario);
        Doubt(doubts, "network", a.Net, b.Net);
        var ofB = b.Configuration.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        foreach ((string name, string value) in a.Configuration)
        {
            Doubt(doubts, name, value, ofB.GetValueOrDefault(name, "(nothing)"));
        }

        return doubts;
    }

    private static void Doubt(List<string> doubts, string what, string a, string b)
    {
        if (a != b)
        {
            doubts.Add($"{what}: {a} in A, {b} in B");
        }
    }

    private static string Sentence(Difference difference) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(difference.Quantity == Whole ? string.Empty : difference.Quantity + " ")}{difference.Percentile} {difference.Change:+0.0;-0.0} ms ({difference.Confidence * 100:0.#} % sure of {difference.Low:+0.0;-0.0} to {difference.High:+0.0;-0.0})");
}
