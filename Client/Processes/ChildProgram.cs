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
/// A program that lives as long as we do: its standard input is a pipe that we hold open, and it ends when the pipe does. The
/// operating system closes the pipe however we die, so nothing is left behind even when we are killed.
/// </summary>
/// <typeparam name="T">What it says of itself in its first line.</typeparam>
/// <remarks>
/// Threads: one owner; the program's output is read on pool threads.
/// Ownership: <see cref="Dispose"/> ends the process, by closing the pipe and, if that does not help, by force.
/// </remarks>
internal class ChildProgram<T> : IDisposable
    where T : class
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
    private readonly ChildNames _names;
    private readonly Func<string, T?> _parse;
    private T? _ready;
    private FathomException? _failure;

    /// <summary>Starts a program; it gets ready while the caller does other things.</summary>
    /// <param name="program">What to start.</param>
    /// <param name="arguments">Added to those that it has.</param>
    /// <param name="parse">Reads the ready line; null for any other text.</param>
    /// <param name="names">What it is called in messages.</param>
    /// <param name="log">Gets its standard error, a line at a time.</param>
    public ChildProgram(ProcessStartInfo program, IReadOnlyList<string> arguments, Func<string, T?> parse, ChildNames names, Action<string> log)
    {
        _names = names;
        _parse = parse;
        _log = log;
        foreach (string argument in arguments)
        {
            program.ArgumentList.Add(argument);
        }

        program.RedirectStandardInput = true;
        program.RedirectStandardOutput = true;
        program.RedirectStandardError = true;
        try
        {
            _process = Process.Start(program) ?? throw new Win32Exception($"No process for {program.FileName}.");
        }
        catch (Win32Exception error)
        {
            throw new FathomException(ExitCode.MissingLibrary, $"Cannot start {program.FileName}.", error.Message, "Check that the file may be executed.", error);
        }

        _errors = Task.Run(ReadErrorsAsync);
        _output = Task.Run(ReadOutputAsync);
    }

    /// <summary>The process's number, for messages and tests.</summary>
    public int ProcessId => _process.Id;

    /// <summary>True when it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits until it says that it is ready.</summary>
    public T WaitUntilReady(TimeSpan patience, CancellationToken interrupt)
    {
        // The only thing to do at this point is to wait, and the first thread must stay the first thread: windows live on it.
        if (_decided.Wait(patience, interrupt))
        {
            return _ready ?? throw _failure!;
        }

        throw new FathomException(
            ExitCode.CannotConnect,
            $"{_names.Subject} is not ready.",
            $"It said nothing of itself within {patience.TotalSeconds:0} s. {LastWords()}",
            _names.ByHand);
    }

    /// <summary>How it ended, in its own words, for a message.</summary>
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
        End();
        GC.SuppressFinalize(this);
    }

    /// <summary>Says a line to its standard input; nothing when it is gone.</summary>
    public void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; whoever needs it finds out by its connections.
        }
    }

    private void End()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already and its end of the pipe with it.
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
        if (line is not null && _parse(line) is { } ready)
        {
            _ready = ready;
            _decided.Set();
        }
        else if (line is not null)
        {
            Fail(new FathomException(
                ExitCode.Rejected,
                $"{_names.Subject} speaks another language.",
                $"Its first line should be the ready event; it is: {line}",
                $"Use fathom and {_names.Program} of the same version."));
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
            $"{_names.Subject} ended at once.",
            $"Exit code {_process.ExitCode}. {LastWords()}",
            _names.ByHand + " 'fathom doctor' lists what is missing on this machine."));
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

            _log($"{_names.Prefix}: {line}");
        }
    }
}
