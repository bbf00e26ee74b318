using System;

namespace Fathom.Protocol.Errors;

/// <summary>An error that a user can act on: what was attempted, why it failed, how to go on.</summary>
public sealed class FathomException : Exception
{
    /// <summary>Creates the error; each part is one plain sentence.</summary>
    public FathomException(ExitCode exitCode, string what, string why, string how, Exception? inner = null)
        : base($"{what} {why} {how}", inner)
    {
        ExitCode = exitCode;
        What = what;
        Why = why;
        How = how;
    }

    /// <summary>The exit code that a program ends with when nothing handles the error.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>What was attempted, with the values.</summary>
    public string What { get; }

    /// <summary>Why it failed, in the words of the source.</summary>
    public string Why { get; }

    /// <summary>How to go on: an option, a package, a file.</summary>
    public string How { get; }
}
