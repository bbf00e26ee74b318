using System;

namespace Fathom.Make;

/// <summary>A failure with what, why, how and the exit code; the numbers are those of the product.</summary>
internal sealed class MakeException(int exitCode, string what, string why, string how) : Exception($"{what} {why} {how}")
{
    public const int Usage = 2;
    public const int MissingLibrary = 4;
    public const int GateFailed = 6;

    public int ExitCode { get; } = exitCode;

    public string What { get; } = what;

    public string Why { get; } = why;

    public string How { get; } = how;
}
