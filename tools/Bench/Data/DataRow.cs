namespace Fathom.Bench.Data;

/// <summary>One line of the result.</summary>
/// <param name="Group">Which measurement it belongs to.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Naive">The naive mode or the reference, in <paramref name="Unit"/>; null = there is none.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Goal">What the ratio (or, without a reference, the value) must reach; null = reported only.</param>
internal sealed record DataRow(string Group, string Name, double? Naive, double Ours, string Unit, double? Goal)
{
    /// <summary>How many times better ours is; null without a reference.</summary>
    public double? Ratio => Naive is { } naive && Ours > 0 ? naive / Ours : null;

    /// <summary>Whether the goal is a largest value of ours instead of a least ratio.</summary>
    public bool IsCeiling { get; init; }

    /// <summary>What people should know when they read it.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>Null when nothing is demanded.</summary>
    public bool? IsPassed => Goal is not { } goal ? null : IsCeiling ? Ours <= goal : Ratio >= goal;
}
