using System;

namespace Fathom.Protocol.Configuration;

/// <summary>The one place where the process environment is read; a test keeps it so.</summary>
public static class ProcessEnvironment
{
    /// <summary>The value of a variable, or null when it is unset or empty.</summary>
    public static string? Get(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
