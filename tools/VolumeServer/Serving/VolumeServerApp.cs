using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Microsoft.AspNetCore.Http;

namespace Fathom.VolumeServer.Serving;

/// <summary>The whole server in one process: source, scene, video, sessions, web server. Tests start it as the program does.</summary>
/// <remarks>Ownership: owns all of it. Stopping goes against the stream: sessions are told, sockets close, then the pictures stop.</remarks>
internal sealed class VolumeServerApp : IAsyncDisposable
{
    private readonly ServerOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServerSessionOptions _sessionOptions;
    private readonly TimeProvider _time;
    private readonly SessionHub _hub = new();
    private readonly SceneStore _store;
    private readonly SceneNotices _notices;
    private readonly VideoPipeline _video;
    private readonly KeyframeRoutine _keyframes;
    private readonly DimsNotifier _dims;
    private readonly IntentHandler _intents;
    private readonly ServerClock _clock;
    private readonly WebHost _web;

    public VolumeServerApp(ServerOptions options, IVolumeSource source, TimeProvider time, Action<string>? tell = null)
    {
        _options = options;
        _time = time;
        _clock = new ServerClock(time);
        var layout = SceneLayout.Of(source);
        Info = layout.Info;
        Player? player = MakePlayer(options, Info);
        _store = new SceneStore(SceneState.Initial(layout, options.Video.Width, options.Video.Height));
        _video = new VideoPipeline(options.Video, layout, _store, player, _clock, error => _failed.TrySetResult(error));
        _notices = new SceneNotices(layout, _video, _clock);
        _keyframes = new KeyframeRoutine(_hub, _notices, _video, _clock, options.KeyframeCooldown);
        _dims = new DimsNotifier(_hub, _notices, _store, player is not null, time);
        _intents = new IntentHandler(
            layout, _store, new SceneEdits(layout, options.Video.Width, options.Video.Height), _notices, _hub, _dims, _keyframes, player, _clock);
        _sessionOptions = new ServerSessionOptions
        {
            Commands = [CommandNames.RequestKeyframe],
            Extensions = [FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Clock, FeatureNames.Credit],
            Heartbeat = TimeSpan.FromSeconds(options.HeartbeatSeconds),
            ResumeStateOf = ResumeStateOf,
        };
        _video.TooSlow = viewer => _hub.Find(viewer.Traits.Session)?.Send(_notices.MakeTooSlow());
        _video.Resized = () => _hub.Broadcast(_notices.MakeStream(SceneNotices.Everybody));
        var pixels = new PixelEndpoint(_video, _hub.TraitsOf, () => _keyframes.Run(null), _stop.Token);
        var metrics = new ServerMetrics(_video, _hub, _store);
        _web = new WebHost(options, HandleStateAsync, pixels.HandleAsync, metrics.Write, tell ?? (static _ => { }));
    }

    public VolumeInfo Info { get; }

    public string StateUrl => $"ws://{HostName}:{_web.StatePort}";

    public string PixelUrl => $"ws://{HostName}:{_web.PixelPort}";

    public string MetricsUrl => $"http://{HostName}:{_web.StatePort}/metrics";

    /// <summary>Completes with the reason when a thread of the server has failed for good.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>For tests: what is drawn now.</summary>
    internal SceneStore Store => _store;

    internal VideoPipeline Video => _video;

    private string HostName => _options.Address.Equals(System.Net.IPAddress.Any) ? "127.0.0.1"
        : _options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{_options.Address}]" : _options.Address.ToString();

    public async Task StartAsync()
    {
        // Both of these warm up while the web server starts.
        _video.Start();
        Task warmup = Task.Run(() => SessionWarmup.Run(_sessionOptions, _notices, _store.Current, _time));
        await _web.StartAsync().ConfigureAwait(false);
        await warmup.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _dims.Dispose();
        await _web.DisposeAsync().ConfigureAwait(false);
        _video.Dispose();
        _stop.Dispose();
    }

    private static Player? MakePlayer(ServerOptions options, VolumeInfo info)
    {
        if (options.PlayAxis is not { } name)
        {
            return null;
        }

        int axis = info.IndexOfAxis(name);
        if (axis < 0 || axis >= info.RowAxis)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot play axis '{name}'.",
                axis < 0 ? $"The volume has no such axis; it is {info.Describe()}." : "It lies in the picture.",
                $"Use --play {info.Axes[0].Name}.");
        }

        return new Player(axis, info.Axes[axis].Length, options.PlayStepsPerSecond);
    }

    private ResumeState? ResumeStateOf(string topic) => topic switch
    {
        FeatureNames.Scene => _notices.Scene.Cursor,
        FeatureNames.Layers => _notices.Layers.Cursor,
        FeatureNames.Stream => _notices.Stream.Cursor,
        _ => null,
    };

    private async Task HandleStateAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var connection = new StateConnection(socket, new ServerSession(_sessionOptions, _time), _clock, _options.MaxMessageBytes);
        try
        {
            await connection.RunAsync(Handle, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _hub.Remove(connection);
        }
    }

    private void Handle(StateConnection connection, ServerAction action, double receivedAt)
    {
        switch (action)
        {
            case ServerAction.Began:
                Begin(connection);
                break;
            case ServerAction.Apply apply:
                _intents.Handle(connection, apply.Update);
                break;
            case ServerAction.Run run:
                _keyframes.Run(connection);
                connection.Send(new ReplyCommand(connection.Frames.Envelope("reply", connection.Id), run.Command.FrameId!));
                break;
            case ServerAction.Deliver { Message: DisplayCredit credit }:
                _video.Credit(connection.Id, credit.Sequence, credit.Window);
                break;
            case ServerAction.Deliver { Message: ClockPing ping }:
                connection.Send(new ClockPong(connection.Frames.Envelope("clock", connection.Id), ping.Id, ping.ClientSeconds, receivedAt, _clock.Now));
                break;
        }
    }

    /// <summary>The baseline. The connection hears broadcasts from before its first frame on, so that it misses none.</summary>
    private void Begin(StateConnection connection)
    {
        _hub.Add(connection);
        SceneState state = _store.Current;
        connection.Send(_notices.MakeScene(connection.Id, state));
        connection.Send(_notices.MakeDims(connection.Id, state));
        _notices.Layers.Reset();
        foreach (NotifyLayers layer in _notices.MakeLayers(connection.Id, state))
        {
            connection.Send(layer);
        }

        _notices.Stream.Reset();
        connection.Send(_notices.MakeStream(connection.Id));
        _keyframes.Run(null);
    }
}
