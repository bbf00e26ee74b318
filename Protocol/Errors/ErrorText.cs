using System;
using System.IO;

namespace Fathom.Protocol.Errors;

/// <summary>How errors are shown to people.</summary>
public static class ErrorText
{
    /// <summary>Writes what failed, why, and how to go on, each on its own line.</summary>
    public static void Write(TextWriter output, string program, FathomException error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        output.WriteLine($"{program}: {error.What}");
        output.WriteLine($"  why: {error.Why}");
        output.WriteLine($"  how: {error.How}");
    }
}
