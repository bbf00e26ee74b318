using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Intents;
using Fathom.Client.Logging;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Processes;
using Fathom.Client.Recording;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Hosting;

/// <summary>The one place where the client is put together, started and stopped.</summary>
/// <remarks>
/// Threads: main thread. Ownership: of everything below but screen and child server, which are the caller's and live longer.
/// </remarks>
internal sealed class ClientHost : IStreamControl, IDisposable
{
    private static readonly TimeSpan s_socketsEnd = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan s_decoderEnd = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly IScreen _screen;
    private readonly LeaseLedger _ledger;
    private readonly NativeBufferPool _pool = new();
    private readonly DecoderLadder _ladder;
    private readonly DecodeWorker _decoder;
    private readonly DecodeLine _line;
    private readonly StillWorker _stills;
    private readonly FrameSink _sink;
    private readonly PresenterQueue _presenter;
    private readonly WakeSource _wake;
    private readonly ClientInbox _inbox;
    private readonly IStreamSource _source;
    private readonly IntentQueue _intents;
    private readonly ClientStreamLoop _loop;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _onInterrupt;
    private readonly DropLog _drops = new();
    private readonly SentStamps _sent = new();
    private readonly List<string> _stopSteps = [];
    private Task[] _loops = [];
    private bool _stopped;

    /// <summary>Puts the parts together; nothing runs yet.</summary>
    public ClientHost(ClientSettings settings, IScreen screen, Func<InputParts, IUserInput> input, ChildServer? server, TimeProvider time, CancellationToken interrupt, Action<string>? say = null, DecoderLadder? ladder = null, IWireTap? tap = null, Func<SourceParts, IStreamSource>? source = null, ClientLog? log = null)
    {
        _time = time;
        _screen = screen;
        State = new LoopState { TicksPerSecond = time.TimestampFrequency, Log = log ?? ClientLog.Off };
        Telemetry.Add(State.Live);
        _ledger = new LeaseLedger(LeaseLimits.CapFor(settings.Presenter.Capacity) + LeaseLimits.Stills, "client");
        _wake = new WakeSource(screen.PostWake, time);
        _inbox = new ClientInbox(_wake.Post);
        _presenter = new PresenterQueue(settings.Presenter with { DropLog = _drops, Frequency = time.TimestampFrequency }, Counters.Drops);
        _sink = new FrameSink(_presenter, _inbox, _wake, Counters, time);
        _ladder = ladder ?? new DecoderLadder(DecoderCandidates.For(DecoderWish.Software));
        _ladder.Refused += refusal => _inbox.Post(new DecoderRefused(refusal));
        _decoder = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink, Time = time, OpenDecoder = _ladder.Open });
        _stills = new StillWorker(_pool, _ledger, _sink.OnStill, picture => _inbox.Post(new ExactArrived(picture)), Counters, time);
        _line = new DecodeLine(_decoder, _sink, _stills);
        var session = new ClientSession(Introduction(settings), time);
        var sources = new SourceParts(_inbox, _line, _pool, Counters, session, time) { Sent = _sent };
        _source = source?.Invoke(sources) ?? new LiveSource(settings, sources, tap);
        IntentQueue intents = _intents = new IntentQueue(this, State, session.Frames, time);
        intents.Book.Sent = _sent;
        var rules = new ConnectionRules(
            settings.StateUrl, settings.PixelUrl, settings.FailFast, () => server is { HasExited: true } ? FailureText.ServerEnded(server.LastWords()) : null);
        var reader = new InboxReader(State, _inbox, this, _presenter, intents, rules, session.Frames, Counters, time, say, settings.Clock);
        SnapshotWatch? snapshot = settings.Snapshot is { } request ? new SnapshotWatch(request, State, intents, reader.Exact, time) : null;
        IUserInput user = input(new InputParts(intents, State, _presenter, Counters, reader.Commands, session.Frames, TryPost, _wake.Post, _source.RetryNow) { Telemetry = Telemetry, LastHeard = () => _source.LastHeardAt, Keyframes = reader.Keyframes, DropConnections = _source.Drop });
        var parts = new LoopParts(screen, _presenter, _wake, reader, user, intents, Counters, snapshot, time) { Telemetry = Telemetry, Drops = _drops, CountDrops = () => _line.AddDrops(Counters.Drops), Stats = settings.Stats && say is not null ? new StatsLine(State.Live, Counters, () => _presenter.Clock, time, say) : null };
        _loop = new ClientStreamLoop(parts, State, settings.Duration, settings.StateUrl.Authority, interrupt);
        _onInterrupt = interrupt.Register(_wake.Post);
    }

    /// <summary>What the loop knows.</summary>
    public LoopState State { get; }

    /// <summary>The newest revision that an answer to an intent named; null without one.</summary>
    public long? AskedRevision => State.Exact?.View.Revision ?? _intents.LastRevision;

    /// <summary>What was counted.</summary>
    public FlightCounters Counters { get; } = new();

    /// <summary>Where records of frames and intents go; add what wants them before the run.</summary>
    public TelemetryHub Telemetry { get; } = new();

    /// <summary>Buffers of received messages that nobody has given back.</summary>
    public int BuffersOut => _pool.Rented;

    /// <summary>The steps of the stop in the order in which they were taken.</summary>
    public IReadOnlyList<string> StopSteps => _stopSteps;

    /// <summary>Starts in this order: decoder, sockets. Pictures have somewhere to go before the first can come.</summary>
    public void Start()
    {
        _decoder.Start();
        _stills.Start();
        _loops = [.. _source.Loops.Select(loop => Task.Run(() => GuardAsync(loop.Name, loop.Run)))];
    }

    /// <summary>Runs the loop on the calling thread until something ends it.</summary>
    public ExitCause Run() => _loop.Run();

    /// <summary>
    /// Stops in this order: input, sockets, decoder, presenter and cache, pictures that the GPU still reads. Takes less than a
    /// second whatever the server does; the window comes last and is the caller's.
    /// </summary>
    public void Stop()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        Step("input", _onInterrupt.Dispose);
        Step("sockets", () =>
        {
            _stop.Cancel();
            Task.WaitAll(_loops, s_socketsEnd);
        });
        Step("decoder", () =>
        {
            _stills.RequestStop();
            _decoder.RequestStop();
            _decoder.Join(s_decoderEnd);
            _stills.Join(s_decoderEnd);
        });
        Step("presenter", () =>
        {
            _presenter.Clear(DropReason.Stopped);
            State.DropShown();
        });
        Step("fences", _screen.Finish);
        _loop.Finish();
        _line.AddDrops(Counters.Drops);
    }

    /// <summary>Says what happened, after the stop.</summary>
    public ClientReport Report(ExitCause cause, string gl, string ffmpeg, string path, string? picture)
    {
        double shownFor = State.FirstShownAt == 0 ? 0 : _time.GetElapsedTime(State.FirstShownAt, State.LastShownAt).TotalSeconds;
        return new ClientReport
        {
            ExitCode = cause.ExitCode,
            ExitReason = cause.Reason,
            Counters = Counters,
            FirstFrameMs = State.FirstFrameMs,
            FrameGapMs = State.FrameGaps.Summarize(),
            FrameAgeMs = State.FrameAges.Summarize(),
            FrameAgeEstimated = _presenter.Clock.IsEstimated,
            DrawMs = State.DrawTimes.Summarize(),
            WakeMs = _wake.Latency,
            Width = State.Stream?.Width ?? 0,
            Height = State.Stream?.Height ?? 0,
            FpsAdvertised = State.Stream?.Fps ?? 0,
            FpsPresented = shownFor > 0 ? (Counters.Presented - 1) / shownFor : 0,
            Seconds = State.ConnectStartedAt == 0 ? 0 : _time.GetElapsedTime(State.ConnectStartedAt).TotalSeconds,
            Gl = gl,
            Path = path,
            Ffmpeg = ffmpeg,
            Decoder = _sink.DecoderPath ?? string.Empty,
            DecoderOrder = _ladder.Order,
            DecoderReason = _ladder.Reason,
            DecoderRefusals = _ladder.Refusals,
            LeasesOut = _ledger.Outstanding,
            RendererRolesAtIdle = _ledger.CountOf(LeaseRole.Renderer),
            Stalls = State.Stalls,
            Reconnects = State.Reconnects,
            Acks = State.Acks,
            Rejects = State.Rejects,
            Stages = new StageReport(State.Live),
            Picture = picture,
        };
    }

    /// <summary>The pictures of a decoder cannot be drawn: its way is put out, the next one is opened for the next key frame.</summary>
    /// <param name="decoderName">What the picture says made it.</param>
    /// <param name="why">What failed.</param>
    public void RefuseDecoder(string decoderName, string why)
    {
        State.Log.Write(LogCategory.Render, LogLevel.Warn, $"pictures of {decoderName} cannot be drawn: {why}");
        if (_ladder.Refuse(decoderName, why))
        {
            _decoder.Reopen(why);
        }
    }

    /// <inheritdoc/>
    public bool TryPost(Message message) => _source.TryPost(message);

    /// <inheritdoc/>
    public void AimPixel(PixelTarget target) => _source.Aim(target);

    /// <inheritdoc/>
    public void Configure(StreamConfiguration configuration) => _decoder.Configure(configuration);

    /// <inheritdoc/>
    public void OnSession() => _decoder.OnStateChannelReady();

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _decoder.Dispose();
        _source.Dispose();
        _pool.Dispose();
        _stop.Dispose();
    }

    private static ClientSessionOptions Introduction(ClientSettings settings) =>
        new(settings.StateUrl.Authority, new ClientIdentity("fathom", ProductVersion.Text, RuntimeInformation.RuntimeIdentifier))
        {
            Extensions = settings.Extensions,
            Auth = settings.Token is { } token ? new HelloAuth("bearer", token) : null,
        };

    private void Step(string name, Action action)
    {
        _stopSteps.Add(name);
        action();
    }

    private async Task GuardAsync(string name, Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The stop.
        }

        // Boundary: the outermost wrapper of a network loop; a bug there ends the run with a message instead of a frozen picture.
        catch (Exception error)
        {
            _inbox.Post(new LoopFailed(name, error));
        }
    }
}
