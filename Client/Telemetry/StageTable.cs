using System;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Telemetry;

/// <summary>The last samples of each stage and of the whole. Adding allocates nothing.</summary>
/// <remarks>Threads: one owner.</remarks>
internal sealed class StageTable
{
    private readonly SampleWindow[] _stages = new SampleWindow[StageNames.Count];
    private readonly SampleWindow[] _uncertainties = new SampleWindow[StageNames.Count];

    /// <summary>Creates an empty table that remembers <paramref name="capacity"/> samples of each stage.</summary>
    public StageTable(int capacity)
    {
        for (int i = 0; i < StageNames.Count; i++)
        {
            _stages[i] = new SampleWindow(capacity);
            _uncertainties[i] = new SampleWindow(capacity);
        }

        Totals = new SampleWindow(capacity);
        Transports = new SampleWindow(capacity);
    }

    /// <summary>The whole, in milliseconds.</summary>
    public SampleWindow Totals { get; }

    /// <summary>Both ways through the network together, in milliseconds.</summary>
    public SampleWindow Transports { get; }

    /// <summary>How many samples rest on a guessed clock or a guessed answer.</summary>
    public long Estimated { get; private set; }

    /// <summary>Adds one breakdown.</summary>
    public void Add(in StageBreakdown breakdown)
    {
        for (int i = 0; i < StageNames.Count; i++)
        {
            double length = breakdown[(Stage)i];
            if (double.IsFinite(length))
            {
                _stages[i].Add(length);
                // An infinite one must count: it is what withholds the stage.
                _uncertainties[i].Add(Math.Min(breakdown.UncertaintyOf((Stage)i), double.MaxValue));
            }
        }

        Totals.Add(breakdown.Total);
        Transports.Add(breakdown.Transport);
        Estimated += breakdown.IsEstimated ? 1 : 0;
    }

    /// <summary>What is known of one stage.</summary>
    public StageSummary Summarize(Stage stage)
    {
        Distribution uncertainty = _uncertainties[(int)stage].Summarize();
        double typical = uncertainty.Count == 0 ? 0 : uncertainty.P50;
        return new StageSummary(_stages[(int)stage].Summarize(), typical == double.MaxValue ? double.PositiveInfinity : typical);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.ForEach(_stages, static window => window.Clear());
        Array.ForEach(_uncertainties, static window => window.Clear());
        Totals.Clear();
        Transports.Clear();
        Estimated = 0;
    }
}
