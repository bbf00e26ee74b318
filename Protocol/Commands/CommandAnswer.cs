using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>What came out of a command: a result (perhaps none) or an error.</summary>
/// <param name="Result">The result.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record CommandAnswer(StateValue? Result, ErrorInfo? Error)
{
    /// <summary>The dataset to load, as an absolute path; only set where a load was accepted.</summary>
    public string? Load { get; init; }

    internal static CommandAnswer Fail(string code, string message, StateValue? details = null) => new(null, new ErrorInfo(code, message, details));
}
