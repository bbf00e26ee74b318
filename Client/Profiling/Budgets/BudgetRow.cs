namespace Fathom.Client.Profiling.Budgets;

/// <summary>One line of a budget held against a session.</summary>
/// <param name="Figure">What is bound, as the budget names it.</param>
/// <param name="IsLeast">The limit is the least that is allowed, not the most.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Value">The session's figure; NaN when it has none.</param>
/// <param name="Uncertainty">How far the value may be from the truth.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Why">In words, when it is not met.</param>
internal sealed record BudgetRow(string Figure, bool IsLeast, double Limit, double Value, double Uncertainty, BudgetOutcome Outcome, string Why);
