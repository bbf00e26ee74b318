using System;
using System.IO;

namespace Fathom.Client.Export.Progress;

/// <summary>Says on standard error how far an export is: one line that changes on a terminal, a line every five seconds elsewhere.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class ExportLine
{
    private const int Columns = 79;

    private static readonly TimeSpan s_onTerminal = TimeSpan.FromSeconds(0.5), s_inLog = TimeSpan.FromSeconds(5), s_window = TimeSpan.FromSeconds(30);

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _isTerminal;
    private readonly RateWindow _rate;
    private long _lastAt;
    private bool _isOpen;

    /// <summary>Creates a line.</summary>
    public ExportLine(TextWriter output, TimeProvider time, bool isTerminal)
    {
        _output = output;
        _time = time;
        _isTerminal = isTerminal;
        _rate = new RateWindow(s_window, time);
        _lastAt = time.GetTimestamp();
    }

    /// <summary>How long until it has something to say again.</summary>
    public TimeSpan Interval => _isTerminal ? s_onTerminal : s_inLog;

    /// <summary>Takes how far it is, and says it if it is time to.</summary>
    public void Show(int done, int total, long bytes)
    {
        double rate = _rate.Add(done);
        long now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_lastAt, now) < Interval)
        {
            return;
        }

        _lastAt = now;
        string text = "fathom: " + ProgressText.Of(new ProgressState(done, total, bytes, rate));
        if (_isTerminal)
        {
            _output.Write("\r" + (text.Length > Columns ? text[..Columns] : text.PadRight(Columns)));
            _output.Flush();
            _isOpen = true;
        }
        else
        {
            _output.WriteLine(text);
        }
    }

    /// <summary>Says a sentence of its own; the line goes on below it.</summary>
    public void Say(string sentence)
    {
        Close();
        _output.WriteLine("fathom: " + sentence);
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
