using System;
using System.Globalization;
using System.IO;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Logging;

/// <summary>The log of a run: what happened when, by category and level. What is off costs a comparison and allocates nothing.</summary>
/// <remarks>
/// Threads: any. Tokens, the queries of addresses and whole session ids are never written. Ownership: of the file, where there is one.
/// </remarks>
internal sealed class ClientLog : IDisposable
{
    private readonly LogRules _rules;
    private readonly TextWriter _output;
    private readonly StreamWriter? _file;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private bool _isClosed;

    /// <summary>Creates a log.</summary>
    /// <param name="rules">What is logged.</param>
    /// <param name="output">Where to, when there is no file.</param>
    /// <param name="file">The file, which the log closes; null for none.</param>
    /// <param name="time">The clock.</param>
    public ClientLog(LogRules rules, TextWriter output, StreamWriter? file, TimeProvider time)
    {
        _rules = rules;
        _file = file;
        _output = file ?? output;
        _time = time;
    }

    /// <summary>Nothing is logged.</summary>
    public static ClientLog Off { get; } = new(LogRules.Parse("off"), TextWriter.Null, null, TimeProvider.System);

    /// <summary>Opens a log by the settings; throws what the user is told when that fails.</summary>
    public static ClientLog Open(LogSettings settings, TextWriter error, TimeProvider time)
    {
        if (settings.File is not { } path)
        {
            return new ClientLog(settings.Rules, error, null, time);
        }

        try
        {
            return new ClientLog(settings.Rules, error, new StreamWriter(path, append: true) { AutoFlush = true }, time);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write the log to {path}.", refused.Message, "Choose another place with --log-file.", refused);
        }
    }

    /// <summary>Whether lines of this kind are written.</summary>
    public bool IsOn(LogCategory category, LogLevel level) => level <= _rules[category];

    /// <summary>Writes a line; its text is made only where it is written.</summary>
    public void Write(LogCategory category, LogLevel level, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("", "category", "level")] ref LogText text)
    {
        if (text.IsOn)
        {
            Put(category, level, text.ToStringAndClear());
        }
    }

    /// <summary>Writes what a boundary caught, once and whole.</summary>
    public void Fail(LogCategory category, string what, Exception error)
    {
        if (IsOn(category, LogLevel.Error))
        {
            Put(category, LogLevel.Error, $"{what}: {error}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private void Put(LogCategory category, LogLevel level, string text)
    {
        string time = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            try
            {
                _output.WriteLine($"{time} {LogRules.Levels[(int)level]} {LogRules.Categories[(int)category]}: {text}");
            }
            catch (IOException)
            {
                // A full disk ends the log, not the viewing: whoever writes a line may be in the middle of a picture.
                Close();
            }
        }
    }

    private void Close()
    {
        _isClosed = true;
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // What the disk did not take is lost.
        }
    }
}
