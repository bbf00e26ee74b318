using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Session;

/// <summary>Why there is no session any more, in words for the user.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Code">The reject code, the goodbye code or the close code, if there was one.</param>
/// <param name="What">What was attempted.</param>
/// <param name="Why">Why it failed.</param>
/// <param name="How">How to go on.</param>
public sealed record SessionEnd(SessionEndKind Kind, string? Code, string What, string Why, string How)
{
    /// <summary>The same as an error, for where there is nothing left to do but to end.</summary>
    public FathomException ToException() =>
        new(Kind is SessionEndKind.Rejected or SessionEndKind.BadHandshake ? ExitCode.Rejected : ExitCode.CannotConnect, What, Why, How);
}
