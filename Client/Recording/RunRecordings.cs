using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Streams;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Recording;

/// <summary>All that a run has to do with recordings: the one that it is fed from, the one that it makes, and the flight recorder.</summary>
/// <remarks>Threads: main thread. Disposed after the host, whose network loops hand over to it.</remarks>
internal sealed class RunRecordings : IDisposable
{
    private static readonly TimeSpan s_lastDump = TimeSpan.FromSeconds(5);

    private readonly RecordingTap? _recording;
    private readonly Replay? _replay;
    private readonly FlightDeck? _flight;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly Action<string> _show;
    private FlightWatch? _watch;
    private Action? _wake;
    private string? _news;
    private Task _dump = Task.CompletedTask;

    /// <summary>Opens what the settings ask for.</summary>
    /// <param name="settings">What the run is to do.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Says a line to the user; any thread calls it.</param>
    /// <param name="show">Shows a line in the window; the main thread calls it.</param>
    public RunRecordings(ClientSettings settings, TimeProvider time, Action<string> say, Action<string> show)
    {
        _say = say;
        _show = show;
        _time = time;
        _replay = settings.Replay;
        _recording = settings.Recording is { } wanted ? RecordingFile.Begin(settings, wanted, time, Tell) : null;

        // What is replayed is recorded already.
        _flight = settings.Flight is { } flight && _replay is null ? new FlightDeck(flight, RecordingFile.Note(settings), time, Tell) : null;
        Tap = TapPair.Of(_recording, _flight?.Recorder);
        if (_flight is not null)
        {
            AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        }
    }

    /// <summary>What the channels tell; null when nobody listens.</summary>
    public IWireTap? Tap { get; }

    /// <summary>The last dump that a key or the watch began; it never fails.</summary>
    public Task LastDump => _dump;

    /// <summary>Makes the source of the run; null for a server.</summary>
    public Func<SourceParts, IStreamSource>? Source => _replay is { } replay ? parts => new ReplaySource(replay.File, replay.Settings, replay.Control, parts) : null;

    /// <summary>What the keys of a window need.</summary>
    public InputParts Furnish(InputParts parts) => parts with { Replay = _replay?.Control, DumpFlight = () => Dump("key") };

    /// <summary>Puts around the input what must be done in every tick, and begins to watch.</summary>
    public IUserInput Around(IUserInput input, InputParts parts, bool isHeadless)
    {
        if (_replay is not null && isHeadless)
        {
            return new ReplayEnd(input, parts);
        }

        _wake = parts.Wake;
        if (_flight is not null)
        {
            parts.Telemetry.Add(_flight.Decisions);
            _watch = new FlightWatch(parts.Counters, _time, Dump);
        }

        return new FlightTick(input, OnTick);
    }

    /// <summary>Runs the loop; what escapes from it is dumped on its way.</summary>
    public ExitCause Guard(Func<ExitCause> run)
    {
        try
        {
            _watch?.Start();
            ExitCause cause = run();
            if (cause.ExitCode == ExitCode.Bug)
            {
                _flight?.DumpNow("crash");
            }

            return cause;
        }

        // Boundary: only looks at what passes; nothing is caught.
        catch (Exception error) when (DumpsBecauseOf(error))
        {
            throw;
        }
        finally
        {
            _watch?.Dispose();
        }
    }

    /// <summary>Ends the recording when the network loops have ended, says what became of it, and adds it to the report.</summary>
    public ClientReport Finish(ClientReport report)
    {
        RecordingSummary? summary = _recording?.Stop();
        if (summary is not null)
        {
            _say(summary.ForPeople());
        }

        return report with { Recording = summary, Replay = _replay is { } replay ? ReplaySummary.Of(replay.File) : null };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        _watch?.Dispose();
        Task.WaitAny([_dump], s_lastDump);
        _recording?.Dispose();
    }

    private void OnTick(long now)
    {
        _watch?.Tick(now);
        if (_news is not null && Interlocked.Exchange(ref _news, null) is { } line)
        {
            _show(line);
        }
    }

    private void Tell(string line)
    {
        _say(line);
        Volatile.Write(ref _news, line);
        _wake?.Invoke();
    }

    private void Dump(string reason)
    {
        if (_flight is null)
        {
            Tell("the flight recorder is off; --flight-recorder SECONDS turns it on.");
            return;
        }

        _dump = _flight.DumpLaterAsync(reason);
    }

    private bool DumpsBecauseOf(Exception error)
    {
        if (error is not (FathomException or OperationCanceledException))
        {
            _flight?.DumpNow("crash");
        }

        return false;
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs error) => _flight?.DumpNow("crash");
}
