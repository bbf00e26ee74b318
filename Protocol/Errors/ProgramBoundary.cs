using System;
using System.IO;
using System.Threading.Tasks;

namespace Fathom.Protocol.Errors;

/// <summary>The outermost wrapper of every program: turns what escaped into a message on stderr and an exit code.</summary>
public static class ProgramBoundary
{
    /// <summary>Runs a program's body on the calling thread; its errors end here.</summary>
    public static int Run(string program, TextWriter stderr, Func<ExitCode> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            return (int)body();
        }

        // Boundary: the last stop of a program; whatever arrives here is explained to the user.
        catch (Exception error)
        {
            return (int)Explain(program, stderr, error);
        }
    }

    /// <summary>Runs a program's body that waits; its errors end here.</summary>
    public static async Task<int> RunAsync(string program, TextWriter stderr, Func<Task<ExitCode>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            return (int)await body().ConfigureAwait(true);
        }

        // Boundary: the last stop of a program; whatever arrives here is explained to the user.
        catch (Exception error)
        {
            return (int)Explain(program, stderr, error);
        }
    }

    private static ExitCode Explain(string program, TextWriter stderr, Exception error)
    {
        ArgumentNullException.ThrowIfNull(stderr);
        switch (error)
        {
            case FathomException known:
                ErrorText.Write(stderr, program, known);
                return known.ExitCode;
            case OperationCanceledException:
                return ExitCode.Interrupted;
            default:
                var bug = new FathomException(
                    ExitCode.Bug,
                    "Something went wrong inside the program.",
                    $"{error.GetType().Name}: {error.Message}",
                    "This is a bug: please report it with the lines below.");
                ErrorText.Write(stderr, program, bug);
                stderr.WriteLine(error);
                return ExitCode.Bug;
        }
    }
}
