using System;

namespace Fathom.Client.Telemetry;

/// <summary>
/// Names the stage that makes pictures late: the one that takes most of the samples around a quantile of the total. One that is
/// slow once in ten times and not in the mean is found like that too.
/// </summary>
/// <remarks>
/// An error of the clocks' offset moves time from one way through the network to the other. Where what is moved could decide, the
/// two ways are judged as one: their sum does not depend on the clocks.
/// </remarks>
internal static class StageJudge
{
    private const double AroundBelow = 0.05;
    private const double AroundAbove = 0.04;
    private const double LeastGrowth = 0.1;

    /// <summary>Judges; null without samples.</summary>
    /// <param name="samples">The ways of intents, or of frames.</param>
    /// <param name="quantile">Which part of the distribution is looked at.</param>
    public static StageVerdict? Judge(ReadOnlySpan<StageBreakdown> samples, double quantile = 0.95)
    {
        int[] order = ByTotal(samples);
        if (order.Length == 0)
        {
            return null;
        }

        ReadOnlySpan<int> slow = Around(order, quantile - AroundBelow, quantile + AroundAbove);
        StageMeans means = StageMeans.Of(samples, slow);
        bool bothWays = false;
        (Stage first, Stage second) = Largest(means, bothWays);
        if (means.HasBothWays && IsWay(first) && Lead(means, first, second, bothWays) <= means.UncertaintyOf(first))
        {
            bothWays = true;
            (first, second) = Largest(means, bothWays);
            bothWays = IsWay(first);
        }

        double lead = Lead(means, first, second, bothWays);
        double open = (2 * ScatterOfLead(samples, slow, first, second, bothWays, lead)) + (IsWay(second) || (IsWay(first) && !bothWays) ? Clocks(means) : 0);
        (Stage growing, double growth) = Growth(StageMeans.Of(samples, Around(order, 0.45, 0.55)), means);
        return new StageVerdict
        {
            Quantile = quantile,
            Count = order.Length,
            Stage = first,
            BothWays = bothWays,
            Share = Length(means, first, bothWays) / means.Total,
            StageMs = Length(means, first, bothWays),
            TotalMs = means.Total,
            IsClear = lead > open,
            Second = second,
            SecondShare = Length(means, second, bothWays) / means.Total,
            Growing = growth > LeastGrowth * means.Total ? growing : null,
            GrowthMs = growth,
            IsEstimated = means.IsEstimated,
        };
    }

    private static int[] ByTotal(ReadOnlySpan<StageBreakdown> samples)
    {
        var order = new int[samples.Length];
        var totals = new double[samples.Length];
        int count = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            if (double.IsFinite(samples[i].Total))
            {
                (order[count], totals[count]) = (i, samples[i].Total);
                count++;
            }
        }

        Array.Sort(totals, order, 0, count);
        return order[..count];
    }

    private static ReadOnlySpan<int> Around(int[] order, double from, double to)
    {
        int first = Math.Clamp((int)Math.Floor(order.Length * from), 0, order.Length - 1);
        int end = Math.Clamp((int)Math.Ceiling(order.Length * to), first + 1, order.Length);
        return order.AsSpan(first..end);
    }

    private static bool IsWay(Stage stage) => stage is Stage.Send or Stage.Network;

    private static double Length(in StageMeans means, Stage stage, bool bothWays) =>
        bothWays && IsWay(stage) ? means[Stage.Send] + means[Stage.Network] : means[stage];

    private static double Length(in StageBreakdown sample, Stage stage, bool bothWays)
    {
        double length = bothWays && IsWay(stage) ? sample.Transport : sample[stage];
        return double.IsFinite(length) ? length : 0;
    }

    private static double Lead(in StageMeans means, Stage first, Stage second, bool bothWays) => Length(means, first, bothWays) - Length(means, second, bothWays);

    private static double Clocks(in StageMeans means) => Math.Max(means.UncertaintyOf(Stage.Send), means.UncertaintyOf(Stage.Network));

    /// <summary>The longest and the next one. Both ways as one count as <see cref="Stage.Network"/>.</summary>
    private static (Stage First, Stage Second) Largest(in StageMeans means, bool bothWays)
    {
        Stage first = Stage.Queue, second = Stage.Send;
        double longest = double.NegativeInfinity, next = double.NegativeInfinity;
        for (int i = 0; i < StageNames.Count; i++)
        {
            var stage = (Stage)i;
            if (bothWays && stage == Stage.Send)
            {
                continue;
            }

            double length = Length(means, stage, bothWays);
            if (length > longest)
            {
                (second, next) = (first, longest);
                (first, longest) = (stage, length);
            }
            else if (length > next)
            {
                (second, next) = (stage, length);
            }
        }

        return (first, second);
    }

    /// <summary>The standard error of the lead over the samples looked at.</summary>
    private static double ScatterOfLead(ReadOnlySpan<StageBreakdown> samples, ReadOnlySpan<int> indices, Stage first, Stage second, bool bothWays, double lead)
    {
        double sum = 0;
        foreach (int index in indices)
        {
            double off = Length(samples[index], first, bothWays) - Length(samples[index], second, bothWays) - lead;
            sum += off * off;
        }

        return indices.Length < 2 ? double.PositiveInfinity : Math.Sqrt(sum / (indices.Length - 1) / indices.Length);
    }

    private static (Stage Stage, double Milliseconds) Growth(in StageMeans from, in StageMeans to)
    {
        (Stage growing, double most) = (Stage.Queue, 0);
        for (int i = 0; i < StageNames.Count; i++)
        {
            double growth = to[(Stage)i] - from[(Stage)i];
            (growing, most) = growth > most ? ((Stage)i, growth) : (growing, most);
        }

        return (growing, most);
    }
}
