namespace Fathom.Client.Presentation;

/// <summary>What may be changed about a <see cref="PresenterQueue"/> while frames wait in it. Times are seconds.</summary>
/// <param name="Policy">When frames go to the screen.</param>
/// <param name="FixedLatency">The latency of the fixed policy.</param>
/// <param name="LatencyCap">The adaptive policy never waits longer than this.</param>
internal readonly record struct PresenterTuning(PresenterPolicy Policy, double FixedLatency, double LatencyCap)
{
    /// <summary>The tuning at the start.</summary>
    public static PresenterTuning Of(PresenterOptions options) => new(options.Policy, options.FixedLatency, options.LatencyCap);

    /// <summary>The time that the policy waits, or the longest that it would.</summary>
    public double Limit => Policy switch
    {
        PresenterPolicy.Latest => 0,
        PresenterPolicy.Fixed => FixedLatency,
        _ => LatencyCap,
    };

    /// <summary>The same policy with another latency; the latest frame waits for none.</summary>
    public PresenterTuning WithLimit(double seconds) => Policy switch
    {
        PresenterPolicy.Latest => this,
        PresenterPolicy.Fixed => this with { FixedLatency = seconds },
        _ => this with { LatencyCap = seconds },
    };
}
