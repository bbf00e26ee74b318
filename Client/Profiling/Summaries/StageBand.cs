using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>The stages of the intents whose total lies around a percentile: their means, so that they still add up.</summary>
/// <param name="Label">What the band is called.</param>
/// <param name="TotalMs">The mean total.</param>
/// <param name="Count">How many intents it holds.</param>
/// <param name="Stages">The mean of each stage; NaN for one that is not part of it.</param>
internal sealed record StageBand(string Label, double TotalMs, int Count, StageSpan Stages)
{
    /// <summary>As far as the verdict looks around a percentile, so that both speak of the same intents.</summary>
    private const double Below = 0.05, Above = 0.04;

    /// <summary>What both ways through the network are called together.</summary>
    public const string Transport = "network (both ways)";

    /// <summary>The band around a percentile; null without intents.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="sorted">Measured intents in the order of their totals.</param>
    /// <param name="percentile">From 0 to 1; 1 takes the worst alone.</param>
    public static StageBand? Around(string label, IReadOnlyList<IntentSample> sorted, double percentile)
    {
        if (sorted.Count == 0)
        {
            return null;
        }

        int from = Math.Clamp((int)Math.Floor((percentile - Below) * sorted.Count), 0, sorted.Count - 1);
        int to = Math.Clamp((int)Math.Ceiling((percentile + Above) * sorted.Count), from + 1, sorted.Count);
        from = percentile >= 1 ? sorted.Count - 1 : from;
        StageSpan[] band = [.. Enumerable.Range(from, to - from).Select(i => sorted[i].Stages!)];
        var mean = new StageSpan { Total = band.Average(static span => span.Total) };
        for (int i = 0; i < StageNames.Count; i++)
        {
            var stage = (Stage)i;
            StageSpan[] known = [.. band.Where(span => double.IsFinite(span[stage]))];
            if (known.Length > 0)
            {
                // A stage that few of them have counts by its share of the band.
                mean[stage] = known.Sum(span => span[stage]) / band.Length;
                mean.SetUncertainty(stage, known.Max(span => span.UncertaintyOf(stage)));
            }
        }

        return new StageBand(label, mean.Total, band.Length, mean);
    }

    /// <summary>Whether the clocks cannot part the two ways through the network.</summary>
    public bool IsJoined => !IsTold(Stage.Send) || !IsTold(Stage.Network);

    /// <summary>The pieces in their order; where <paramref name="isJoined"/>, the ways through the network are one piece.</summary>
    public IReadOnlyList<StageShare> Shares(bool isJoined)
    {
        var shares = new List<StageShare>();
        for (int i = 0; i < StageNames.Count; i++)
        {
            var stage = (Stage)i;
            double ms = Stages[stage];
            if (double.IsNaN(ms) || (isJoined && stage == Stage.Send))
            {
                continue;
            }

            if (isJoined && stage == Stage.Network)
            {
                ms += double.IsNaN(Stages[Stage.Send]) ? 0 : Stages[Stage.Send];
                shares.Add(new StageShare(double.IsNaN(Stages[Stage.Send]) ? StageNames.Of(stage) : Transport, ms, ms / TotalMs));
            }
            else
            {
                shares.Add(new StageShare(StageNames.Of(stage), ms, ms / TotalMs));
            }
        }

        return shares;
    }

    private bool IsTold(Stage stage) => double.IsNaN(Stages[stage]) || Stages[stage] >= Stages.UncertaintyOf(stage);
}
