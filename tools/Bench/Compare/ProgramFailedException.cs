using System;

namespace Fathom.Bench.Compare;

/// <summary>A program that is compared ended badly; the others go on without it.</summary>
internal sealed class ProgramFailedException : Exception
{
    public ProgramFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With what the program said at its end.</summary>
    public static ProgramFailedException After(ChildRun? run)
    {
        string said = run is null ? "" : (run.Errors + "\n" + run.Output).Trim();
        return new ProgramFailedException(run is null ? "The program is gone." : $"It ended with {run.Exit}: {said[Math.Max(0, said.Length - 300)..]}");
    }
}
