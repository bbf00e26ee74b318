using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using Fathom.Client.Processes;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>A command that another program does: started with our console, arguments and exit code passed through.</summary>
/// <param name="Command">What the user types after 'fathom'.</param>
/// <param name="Executable">The program, beside this one.</param>
/// <param name="Summary">One line for the help.</param>
/// <param name="PassName">Whether the program expects the command's name as its first argument.</param>
/// <param name="TieOption">The option with which the program ends when its standard input does; null when it need not.</param>
internal sealed record SiblingProgram(string Command, string Executable, string Summary, bool PassName, string? TieOption = null)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs the program to its end.</summary>
    public ExitCode Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        ProcessStartInfo start = SiblingExecutable.Find(Executable);
        if (PassName)
        {
            start.ArgumentList.Add(Command);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (TieOption is not null && !arguments.Contains(TieOption))
        {
            // We hold the other end of its input: it ends with us, also when nobody gives us time to end it.
            start.ArgumentList.Add(TieOption);
            start.RedirectStandardInput = true;
        }

        try
        {
            using Process process = Process.Start(start) ?? throw new Win32Exception($"No process for {start.FileName}.");

            // Ctrl-C reaches the child by itself (one console); a signal to us alone is passed on by closing its input.
            using var onInterrupt = context.Interrupt.Register(static state => EndLater((Process)state!), process);
            process.WaitForExit();
            return (ExitCode)process.ExitCode;
        }
        catch (Win32Exception error)
        {
            throw new FathomException(ExitCode.MissingLibrary, $"Cannot start {start.FileName}.", error.Message, "Check that the file may be executed.", error);
        }
    }

    private static void EndLater(Process process)
    {
        if (process.StartInfo.RedirectStandardInput)
        {
            process.StandardInput.Close();
        }

        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
