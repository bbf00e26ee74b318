using System.Collections.Immutable;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Commands;

/// <summary>How loading a dataset ended: loaded, ambiguous, or failed.</summary>
/// <param name="Error">Why it failed; null when it was loaded.</param>
/// <param name="Choices">When the path holds several datasets: their paths, each ready to be loaded.</param>
public sealed record LoadOutcome(ErrorInfo? Error, ImmutableArray<string> Choices)
{
    /// <summary>Whether the dataset is loaded; a new scene follows.</summary>
    public bool IsLoaded => Error is null;

    /// <summary>Whether one of <see cref="Choices"/> has to be chosen.</summary>
    public bool NeedsChoice => !Choices.IsEmpty;
}
