using System;
using System.Globalization;
using System.IO;

namespace Fathom.Client.Profiling.Running;

/// <summary>Says on standard error how far a profile is: every second on a terminal, in one line; seldom in a log.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ProgressLine
{
    private static readonly TimeSpan s_onTerminal = TimeSpan.FromSeconds(0.5), s_inLog = TimeSpan.FromSeconds(5);

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _isTerminal;
    private long _lastAt;
    private string _lastPhase = string.Empty;
    private bool _isOpen;

    /// <summary>Creates a line.</summary>
    public ProgressLine(TextWriter output, TimeProvider time, bool isTerminal)
    {
        _output = output;
        _time = time;
        _isTerminal = isTerminal;
    }

    /// <summary>How long until it has something to say again.</summary>
    public TimeSpan Interval => _isTerminal ? s_onTerminal : s_inLog;

    /// <summary>Says what is done now, how many intents came to an end and how long it still takes, if it is time to.</summary>
    public void Show(string phase, int intents, TimeSpan left)
    {
        long now = _time.GetTimestamp();
        if (phase == _lastPhase && _time.GetElapsedTime(_lastAt, now) < Interval)
        {
            return;
        }

        _lastAt = now;
        _lastPhase = phase;
        string text = string.Create(CultureInfo.InvariantCulture, $"fathom: {phase}, {Math.Ceiling(Math.Max(0, left.TotalSeconds)):0} s left, {intents} intents");
        if (_isTerminal)
        {
            _output.Write("\r" + text.PadRight(60));
            _output.Flush();
            _isOpen = true;
        }
        else
        {
            _output.WriteLine(text);
        }
    }

    /// <summary>Ends the line, so that what comes next begins its own.</summary>
    public void Close()
    {
        if (_isOpen)
        {
            _output.WriteLine();
            _isOpen = false;
        }
    }
}
