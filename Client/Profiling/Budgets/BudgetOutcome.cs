namespace Fathom.Client.Profiling.Budgets;

/// <summary>What became of one line of a budget.</summary>
internal enum BudgetOutcome
{
    /// <summary>Within the budget, and known well enough to say so.</summary>
    Met,

    /// <summary>Beyond the budget.</summary>
    Broken,

    /// <summary>Not known well enough to say either.</summary>
    Hidden,
}
