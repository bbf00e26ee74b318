namespace Fathom.Protocol.Errors;

/// <summary>What the process tells its caller. The numbers are part of the public interface.</summary>
public enum ExitCode
{
    /// <summary>All went well.</summary>
    Ok = 0,

    /// <summary>A bug of ours.</summary>
    Bug = 1,

    /// <summary>The command line or a setting is wrong.</summary>
    Usage = 2,

    /// <summary>The other side cannot be reached.</summary>
    CannotConnect = 3,

    /// <summary>A system library, GL or a device is missing.</summary>
    MissingLibrary = 4,

    /// <summary>The other side rejected us or broke the protocol.</summary>
    Rejected = 5,

    /// <summary>A gate (budget, format, coverage, bytes) failed.</summary>
    GateFailed = 6,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
