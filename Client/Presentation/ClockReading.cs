using System;

namespace Fathom.Client.Presentation;

/// <summary>
/// What is known of the server's clock, as a line: the best estimate for figures at one moment, and how it changes. A value, so that
/// a record can carry the clock with which its times are to be read. Times are seconds; local ones count from any origin.
/// </summary>
/// <param name="HasOffset">False before the first sample, and where nothing is known.</param>
/// <param name="Offset">Added to a server time gives local time, at <see cref="At"/>. For figures; pictures are scheduled by <see cref="ScheduleOffset"/>.</param>
/// <param name="Uncertainty">Half of the interval in which the true offset lies at <see cref="At"/>; infinite when unknown.</param>
/// <param name="IsEstimated">True when only frame arrivals are known: the offset then contains the quickest way through the network.</param>
/// <param name="Latency">What the presenter adds at present.</param>
internal readonly record struct ClockReading(bool HasOffset, double Offset, double Uncertainty, bool IsEstimated, double Latency)
{
    /// <summary>Nothing is known.</summary>
    public static ClockReading Unknown { get; } = new(false, 0, double.PositiveInfinity, true, 0);

    /// <summary>The local time for which <see cref="Offset"/> holds.</summary>
    public double At { get; init; }

    /// <summary>How fast the offset changes: seconds a second.</summary>
    public double Drift { get; init; }

    /// <summary>How far <see cref="Drift"/> may be off.</summary>
    public double DriftUncertainty { get; init; }

    /// <summary>The offset by which pictures are scheduled: it follows the best estimate slowly, so that they do not jump.</summary>
    public double ScheduleOffset { get; init; }

    /// <summary>The quickest exchange in use, there and back; NaN without any. Half of it is the least that <see cref="Uncertainty"/> can be.</summary>
    public double SmallestRoundTrip { get; init; } = double.NaN;

    /// <summary>How often the server's clock was found to have been set during this session.</summary>
    public int Steps { get; init; }

    /// <summary>By how much the offset changed then, the last time.</summary>
    public double LastStep { get; init; }

    /// <summary>Read back from a history at a moment before its first or behind its last exchange.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>The offset at another local time.</summary>
    public double OffsetAt(double local) => Offset + (Drift * (local - At));

    /// <summary>Its uncertainty there: what was uncertain at <see cref="At"/>, and what the clocks may have drifted otherwise since.</summary>
    public double UncertaintyAt(double local) => Uncertainty + (DriftUncertainty * Math.Abs(local - At));

    /// <summary>A server time as local time.</summary>
    public double ToLocal(double server) => At + ((server + Offset - At) / (1 - Drift));

    /// <summary>A local time as server time.</summary>
    public double ToServer(double local) => local - OffsetAt(local);
}
