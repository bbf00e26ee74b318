using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Fathom.Client.Presentation;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Telemetry;

/// <summary>Writes every frame and every intent into a file while the run lasts: JSON lines or a table, in the form of a profiled session.</summary>
/// <remarks>
/// Threads: the main thread hands records over, a thread of its own works them out and writes. Bounded: what finds no room between two
/// writings is counted and left out. Handing over allocates nothing.
/// </remarks>
internal sealed class TelemetryFile : ITelemetrySink, IDisposable
{
    private const int MostPending = 1024;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly SampleMaker _samples;
    private readonly SessionFacts _facts;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly bool _isTable;
    private readonly Thread _thread;
    private Pending _coming = new();
    private Pending _going = new();
    private long _clockAt;
    private bool _stops;

    private TelemetryFile(Stream output, bool isTable, SessionFacts facts, TimeProvider time, Action<string> say)
    {
        _isTable = isTable;
        _facts = facts with { StartedAt = time.GetUtcNow() };
        _time = time;
        _say = say;
        _samples = new SampleMaker(time.TimestampFrequency, time.GetTimestamp(), [], null);
        _thread = new Thread(() => Run(output)) { IsBackground = true, Name = "telemetry" };
        _thread.Start();
    }

    /// <summary>Records that found no room.</summary>
    public long Missed { get; private set; }

    /// <summary>Opens a file, .jsonl or .csv.</summary>
    /// <param name="path">Where.</param>
    /// <param name="server">Whose frames.</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="say">Says a line to the user. Any thread.</param>
    public static TelemetryFile Create(string path, string server, TimeProvider time, Action<string> say)
    {
        string extension = Path.GetExtension(path);
        bool isTable = extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
        if (!isTable && !extension.Equals(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write telemetry to {path}.", "Its name ends neither in .jsonl nor in .csv.", "Choose one of them.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            return new TelemetryFile(file, isTable, new SessionFacts { Scenario = "live", Configuration = [new("server", server)] }, time, say);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write telemetry to {path}.", error.Message, "Choose another place with --telemetry.", error);
        }
    }

    /// <inheritdoc/>
    public void OnFrame(in FrameRecord frame)
    {
        lock (_gate)
        {
            bool isClockDue = frame.Clock.HasOffset && frame.LastByte - _clockAt >= _time.TimestampFrequency;
            if (_coming.Count >= MostPending)
            {
                Missed++;
                return;
            }

            _coming.Frames.Add(frame);
            if (isClockDue)
            {
                _clockAt = frame.LastByte;
                _coming.Clock.Add((frame.LastByte, frame.Clock));
            }
        }
    }

    /// <inheritdoc/>
    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        lock (_gate)
        {
            if (_coming.Count >= MostPending)
            {
                Missed++;
                return;
            }

            _coming.Intents.Add((intent, answer));
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stops = true;
            Monitor.Pulse(_gate);
        }

        if (!_thread.Join(s_lastWords))
        {
            _say("the telemetry's file takes no more; its end is missing.");
        }
    }

    private void Run(Stream file)
    {
        try
        {
            using var output = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
            WriteHead(output);
            while (Take())
            {
                Write(output, _going);
                _going.Clear();
            }

            Write(output, _going);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _say($"the telemetry's file cannot be written any more: {error.Message}");
        }

        // Boundary: the outermost wrapper of the writing thread; a bug here must not end the viewing.
        catch (Exception error)
        {
            _say($"the telemetry's file ends early: {error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Waits and takes what has come. False when it is the last.</summary>
    private bool Take()
    {
        lock (_gate)
        {
            if (!_stops)
            {
                Monitor.Wait(_gate, s_period);
            }

            (_coming, _going) = (_going, _coming);
            return !_stops;
        }
    }

    private void WriteHead(StreamWriter output)
    {
        if (_isTable)
        {
            output.NewLine = "\n";
            SessionTable.Head(output);
        }
        else
        {
            SessionLines.Line(output.BaseStream, json => SessionLines.Head(json, new ProfileSession { Facts = _facts }));
        }
    }

    private void Write(StreamWriter output, Pending pending)
    {
        foreach ((long at, ClockReading reading) in pending.Clock)
        {
            WriteClock(output, _samples.Make(at, reading, _facts.StartedAt));
        }

        foreach ((IntentRecord intent, FrameRecord answer) in pending.Intents)
        {
            WriteIntent(output, _samples.Make(intent, answer));
        }

        foreach (FrameRecord frame in pending.Frames)
        {
            WriteFrame(output, _samples.Make(frame));
        }

        output.Flush();
        output.BaseStream.Flush();
    }

    /// <summary>The table has no rows for the clock: each row has its uncertainty.</summary>
    private void WriteClock(StreamWriter output, ClockSample clock)
    {
        if (!_isTable)
        {
            SessionLines.Line(output.BaseStream, json => SessionLines.Clock(json, clock));
        }
    }

    private void WriteIntent(StreamWriter output, IntentSample intent)
    {
        if (_isTable)
        {
            SessionTable.Row(output, intent);
        }
        else
        {
            SessionLines.Line(output.BaseStream, json => SessionLines.Intent(json, intent));
        }
    }

    private void WriteFrame(StreamWriter output, FrameSample frame)
    {
        if (_isTable)
        {
            SessionTable.Row(output, frame);
        }
        else
        {
            SessionLines.Line(output.BaseStream, json => SessionLines.Frame(json, frame));
        }
    }

    /// <summary>What came between two writings; two of them take turns.</summary>
    private sealed class Pending
    {
        public List<FrameRecord> Frames { get; } = new(MostPending);

        public List<(IntentRecord Intent, FrameRecord Answer)> Intents { get; } = new(MostPending);

        public List<(long At, ClockReading Reading)> Clock { get; } = new(MostPending);

        public int Count => Frames.Count + Intents.Count;

        public void Clear()
        {
            Frames.Clear();
            Intents.Clear();
            Clock.Clear();
        }
    }
}
