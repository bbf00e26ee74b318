using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Processes;

/// <summary>
/// A server that lives as long as we do: its standard input is a pipe that we hold open, and it ends when the pipe does. The
/// operating system closes the pipe however we die, so nothing is left behind even when we are killed.
/// </summary>
/// <remarks>
/// Threads: one owner; the server's output is read on pool threads.
/// Ownership: <see cref="Dispose"/> ends the process, by closing the pipe and, if that does not help, by force.
/// </remarks>
internal sealed class ChildServer : IDisposable
{
    private const int RememberedLines = 12;

    private static readonly TimeSpan s_politeEnd = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan s_forcedEnd = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Action<string> _log;
    private readonly Queue<string> _lastLines = new();
    private readonly ManualResetEventSlim _decided = new();
    private readonly Task _output;
    private readonly Task _errors;
    private ServerAddress? _address;
    private FathomException? _failure;

    private ChildServer(Process process, Action<string> log)
    {
        _process = process;
        _log = log;
        _errors = Task.Run(ReadErrorsAsync);
        _output = Task.Run(ReadOutputAsync);
    }

    /// <summary>The process's number, for messages and tests.</summary>
    public int ProcessId => _process.Id;

    /// <summary>True when the server has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts the server beside this program; it gets ready while the caller does other things.</summary>
    public static ChildServer Start(ProcessStartInfo program, IReadOnlyList<string> arguments, Action<string> log)
    {
        foreach (string argument in arguments)
        {
            program.ArgumentList.Add(argument);
        }

        program.RedirectStandardInput = true;
        program.RedirectStandardOutput = true;
        program.RedirectStandardError = true;
        try
        {
            Process process = Process.Start(program) ?? throw new Win32Exception($"No process for {program.FileName}.");
            return new ChildServer(process, log);
        }
        catch (Win32Exception error)
        {
            throw new FathomException(ExitCode.MissingLibrary, $"Cannot start {program.FileName}.", error.Message, "Check that the file may be executed.", error);
        }
    }

    /// <summary>Waits until the server says where it listens.</summary>
    public ServerAddress WaitUntilReady(TimeSpan patience, CancellationToken interrupt)
    {
        // The only thing to do at this point is to wait, and the first thread must stay the first thread: windows live on it.
        if (_decided.Wait(patience, interrupt))
        {
            return _address ?? throw _failure!;
        }

        throw new FathomException(
            ExitCode.CannotConnect,
            "The server that the demo started is not ready.",
            $"It said nothing of itself within {patience.TotalSeconds:0} s. {LastWords()}",
            "Start it alone with 'fathom serve --json' to see where it hangs.");
    }

    /// <summary>How the server ended, in its own words, for a message.</summary>
    public string LastWords()
    {
        lock (_lastLines)
        {
            return _lastLines.Count == 0 ? "It printed nothing on standard error." : "It said: " + string.Join(" / ", _lastLines);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The server is gone already and its end of the pipe with it.
        }

        if (!_process.WaitForExit(s_politeEnd))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(s_forcedEnd);
        }

        // The readers end with the pipes; a grandchild that inherited one must not hold us up.
        Task.WhenAll(_output, _errors).Wait(s_politeEnd);
        _process.Dispose();
        _decided.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        if (line is not null && ServerAddress.TryParse(line, out ServerAddress? address))
        {
            _address = address;
            _decided.Set();
        }
        else if (line is not null)
        {
            Fail(new FathomException(
                ExitCode.Rejected,
                "The server that the demo started speaks another language.",
                $"Its first line should be the ready event; it is: {line}",
                "Use fathom and fathom-server of the same version."));
        }
        else
        {
            await FailAsync().ConfigureAwait(false);
        }

        while (line is not null)
        {
            line = await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        }
    }

    private async Task FailAsync()
    {
        // What it said on standard error is the reason; wait for the rest of it.
        await _errors.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var code = (ExitCode)_process.ExitCode;
        Fail(new FathomException(
            code is ExitCode.Ok ? ExitCode.CannotConnect : code,
            "The server that the demo started ended at once.",
            $"Exit code {_process.ExitCode}. {LastWords()}",
            "Start it alone with 'fathom serve' to see all that it says; 'fathom doctor' lists what is missing on this machine."));
    }

    private void Fail(FathomException failure)
    {
        _failure = failure;
        _decided.Set();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (_lastLines)
            {
                if (_lastLines.Count == RememberedLines)
                {
                    _lastLines.Dequeue();
                }

                _lastLines.Enqueue(line.Trim());
            }

            _log("server: " + line);
        }
    }
}
