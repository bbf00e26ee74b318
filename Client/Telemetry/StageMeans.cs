using System;
using System.Runtime.CompilerServices;

namespace Fathom.Client.Telemetry;

/// <summary>The mean length of each stage over some samples, and what the clocks leave open of it; milliseconds.</summary>
internal struct StageMeans
{
    private Figures _lengths;
    private Figures _uncertainties;

    /// <summary>The mean of the totals.</summary>
    public double Total { get; private set; }

    /// <summary>Whether both ways through the network are part of the whole.</summary>
    public bool HasBothWays { get; private set; }

    /// <summary>Whether any of the samples is estimated.</summary>
    public bool IsEstimated { get; private set; }

    /// <summary>The mean length; 0 where a stage is not part of the whole.</summary>
    public readonly double this[Stage stage] => _lengths[(int)stage];

    /// <summary>What the clocks leave open of the mean: an offset that is wrong is wrong for all samples alike.</summary>
    public readonly double UncertaintyOf(Stage stage) => _uncertainties[(int)stage];

    /// <summary>The means over the samples at these indices.</summary>
    public static StageMeans Of(ReadOnlySpan<StageBreakdown> samples, ReadOnlySpan<int> indices)
    {
        StageMeans means = default;
        foreach (int index in indices)
        {
            ref readonly StageBreakdown sample = ref samples[index];
            means.Total += sample.Total / indices.Length;
            means.IsEstimated |= sample.IsEstimated;
            means.HasBothWays |= double.IsFinite(sample.Transport);
            for (int i = 0; i < StageNames.Count; i++)
            {
                double length = sample[(Stage)i];
                if (double.IsFinite(length))
                {
                    means._lengths[i] += length / indices.Length;
                    means._uncertainties[i] += sample.UncertaintyOf((Stage)i) / indices.Length;
                }
            }
        }

        return means;
    }

    [InlineArray(StageNames.Count)]
    private struct Figures
    {
        private double _first;
    }
}
