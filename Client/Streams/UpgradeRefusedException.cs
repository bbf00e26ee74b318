using System;

namespace Fathom.Client.Streams;

/// <summary>The server answered the upgrade to a websocket with an ordinary HTTP status.</summary>
internal sealed class UpgradeRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UpgradeRefusedException(int status, Exception inner)
        : base($"The server answered with HTTP status {status}.", inner)
    {
        Status = status;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }
}
