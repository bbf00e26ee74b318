using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>How a call ended.</summary>
/// <param name="Result">What the server answered; null when it answered nothing or failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record CommandOutcome(StateValue? Result, ErrorInfo? Error)
{
    /// <summary>The session ended before the answer came.</summary>
    public const string SessionClosed = "command.session_closed";

    /// <summary>No answer came in time.</summary>
    public const string TimedOut = "command.timeout";

    /// <summary>The server does not offer the command.</summary>
    public const string NotOffered = "command.not_offered";

    /// <summary>Too many calls wait for their answers.</summary>
    public const string Busy = "command.busy";

    /// <summary>Whether the call succeeded.</summary>
    public bool Succeeded => Error is null;

    /// <summary>Whether asking again may help.</summary>
    public bool IsRetryable => Error?.Code is "command.retryable" or SessionClosed or TimedOut or Busy;
}
