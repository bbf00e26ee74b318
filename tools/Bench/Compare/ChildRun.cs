namespace Fathom.Bench.Compare;

/// <summary>What a program did and what it took, its start included.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="ProcessorSeconds">Processor time of all its threads, in user and in system mode.</param>
/// <param name="PeakMebibytes">The most memory that was resident at once.</param>
internal sealed record ChildRun(int Exit, string Output, string Errors, double Seconds, double ProcessorSeconds, double PeakMebibytes);
