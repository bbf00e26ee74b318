namespace Fathom.Client.Profiling.Comparison;

/// <summary>One measured value and where in its session it lies.</summary>
/// <param name="Repeat">The repetition.</param>
/// <param name="At">When, in milliseconds since the session began.</param>
/// <param name="Ms">The value.</param>
internal readonly record struct TimedValue(int Repeat, double At, double Ms);
