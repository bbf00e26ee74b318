using System.Collections.Generic;

namespace Fathom.Client.Scripts;

/// <summary>One field that a step of a script may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its value must look like.</param>
/// <param name="Help">What it does, in a few words.</param>
internal sealed record ScriptArgument(string Name, ScriptArgumentKind Kind, string Help)
{
    /// <summary>A step without it is a mistake.</summary>
    public bool Required { get; init; }

    /// <summary>The smallest number allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The only texts allowed; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
