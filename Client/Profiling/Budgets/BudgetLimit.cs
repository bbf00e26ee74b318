namespace Fathom.Client.Profiling.Budgets;

/// <summary>One limit of a budget.</summary>
/// <param name="Figure">What is bound: a member of the summary.</param>
/// <param name="Part">p50, p95 or p99 of it; empty for a plain number.</param>
/// <param name="Value">The most that is allowed, or the least.</param>
/// <param name="IsLeast">Whether it is the least.</param>
internal sealed record BudgetLimit(string Figure, string Part, double Value, bool IsLeast)
{
    /// <summary>Figure and part as a message names them.</summary>
    public string FullName => Part.Length == 0 ? Figure : Figure + "." + Part;
}
