using System;

namespace Fathom.Client.Presentation;

/// <summary>How fast the offset may change: seconds a second, so that 1e-6 is one part in a million.</summary>
/// <param name="Low">At least so fast.</param>
/// <param name="High">At most so fast.</param>
internal readonly record struct DriftRange(double Low, double High)
{
    /// <summary>What is possible at all: no clock is steered faster than by 500 ppm, and quartz errs by less than 100.</summary>
    public static DriftRange Possible { get; } = new(-500e-6, 500e-6);

    /// <summary>The middle.</summary>
    public double Middle => Low + ((High - Low) / 2);

    /// <summary>How far it may be from the middle.</summary>
    public double Half => (High - Low) / 2;

    /// <summary>The same middle, at least this far to both sides.</summary>
    public DriftRange AtLeast(double half) => Half >= half ? this : new DriftRange(Middle - half, Middle + half);

    /// <summary>What holds when both hold; the other where they contradict each other.</summary>
    public DriftRange Within(in DriftRange other)
    {
        var both = new DriftRange(Math.Max(Low, other.Low), Math.Min(High, other.High));
        return both.Low <= both.High ? both : other;
    }
}
