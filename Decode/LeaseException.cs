using System;

namespace Fathom.Decode;

/// <summary>A lease was used against its rules: always a bug of the caller.</summary>
public sealed class LeaseException : InvalidOperationException
{
    /// <summary>Creates the error.</summary>
    public LeaseException(string message)
        : base(message)
    {
    }
}
