using Fathom.Protocol.Errors;

namespace Fathom.Client.Loop;

/// <summary>Why a run ended.</summary>
/// <param name="Reason">One word for the report: closed, finished, interrupted, snapshot, refused, unreachable, timeout.</param>
/// <param name="Error">What the user is told, when it is an error.</param>
internal sealed record ExitCause(string Reason, FathomException? Error = null)
{
    /// <summary>The user closed the window.</summary>
    public static ExitCause Closed { get; } = new("closed");

    /// <summary>The time is up.</summary>
    public static ExitCause Finished { get; } = new("finished");

    /// <summary>Ctrl-C or a polite kill.</summary>
    public static ExitCause Interrupted { get; } = new("interrupted");

    /// <summary>The picture that was asked for is there.</summary>
    public static ExitCause Snapshot { get; } = new("snapshot");

    /// <summary>The exit code of the program.</summary>
    public ExitCode ExitCode => Error?.ExitCode ?? (this == Interrupted ? ExitCode.Interrupted : ExitCode.Ok);
}
