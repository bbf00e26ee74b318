using System;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>A time cut into stages, as a session keeps it: milliseconds and their uncertainty; NaN for a stage that is not part of it.</summary>
internal sealed class StageSpan
{
    private readonly double[] _ms = new double[StageNames.Count];
    private readonly double[] _uncertainty = new double[StageNames.Count];

    /// <summary>Creates one without any stage.</summary>
    public StageSpan() => Array.Fill(_ms, double.NaN);

    /// <summary>Copies what was measured.</summary>
    public StageSpan(in StageBreakdown breakdown)
    {
        Total = breakdown.Total;
        for (int i = 0; i < StageNames.Count; i++)
        {
            _ms[i] = breakdown[(Stage)i];
            _uncertainty[i] = breakdown.UncertaintyOf((Stage)i);
        }
    }

    /// <summary>The length of a stage.</summary>
    public double this[Stage stage]
    {
        get => _ms[(int)stage];
        set => _ms[(int)stage] = value;
    }

    /// <summary>The whole, which is the sum of all stages.</summary>
    public double Total { get; set; }

    /// <summary>The same as a breakdown, for those who judge it.</summary>
    public StageBreakdown ToBreakdown(bool isEstimated) => StageBreakdown.FromStages(_ms, _uncertainty, isEstimated);

    /// <summary>How far a stage may be from the truth.</summary>
    public double UncertaintyOf(Stage stage) => _uncertainty[(int)stage];

    /// <summary>Says how far a stage may be from the truth.</summary>
    public void SetUncertainty(Stage stage, double ms) => _uncertainty[(int)stage] = ms;
}
