namespace Fathom.Client.Profiling.Summaries;

/// <summary>What a piece contributes to a total.</summary>
/// <param name="Name">A stage's name, or <c>network (both ways)</c> where the clocks cannot part them.</param>
/// <param name="Ms">Its length.</param>
/// <param name="Share">Of the total, from 0 to 1.</param>
internal readonly record struct StageShare(string Name, double Ms, double Share);
