using System;
using System.Collections.Immutable;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
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
    private readonly object _sceneGate = new();
    private readonly SceneNotices _notices;
    private readonly VideoPipeline _video;
    private readonly KeyframeRoutine _keyframes;
    private readonly DimsNotifier _dims;
    private readonly IntentHandler _intents;
    private readonly Baseline _baseline;
    private readonly ServerClock _clock;
    private readonly WebHost _web;
    private readonly DriveDesk _desk;
    private readonly DatasetDesk? _datasets;
    private readonly CommandDesk _commands;
    private readonly ViewSizes _sizes;
    private readonly Action<string> _tell;
    private Exhibit _exhibit;
    private RangeRefinement _refinement = null!;

    public VolumeServerApp(ServerOptions options, IVolumeSource source, TimeProvider time, Action<string>? tell = null)
        : this(options, new VolumeSet(source.Info.Name, [source], []), source.Info.Name, "generated", time, tell)
    {
    }

    /// <param name="options">How to serve.</param>
    /// <param name="set">What to show first; the server disposes of it.</param>
    /// <param name="path">Where it lies, as clients are told.</param>
    /// <param name="kind">What it is, as clients are told.</param>
    /// <param name="time">The time.</param>
    /// <param name="tell">Takes lines for whoever runs the server.</param>
    public VolumeServerApp(ServerOptions options, VolumeSet set, string path, string kind, TimeProvider time, Action<string>? tell = null)
    {
        _options = options;
        _time = time;
        _tell = tell ?? (static _ => { });
        _clock = new ServerClock(time);
        (int Width, int Height) canvas = (options.Video.Width, options.Video.Height);
        Player? player = MakePlayer(options, set.Images[0].Info, isRequired: true);
        _exhibit = Exhibit.Of(set, player, path, kind, canvas, revision: 1);
        _video = new VideoPipeline(options.Video, Stage(_exhibit), _clock, error => _failed.TrySetResult(error));
        _notices = new SceneNotices(_exhibit, _video, _clock);
        _keyframes = new KeyframeRoutine(_hub, _notices, _video, _clock, options.KeyframeCooldown);
        _baseline = new Baseline(_hub, _notices, _keyframes, _clock);
        _dims = new DimsNotifier(_hub, _notices, _exhibit.Store, options.PlayAxis is not null, time);
        var budget = new VolumeBudget(options.VolumeBytes, () => _video.Rendering.Size);
        _intents = new IntentHandler(_exhibit, _notices, _hub, _dims, _keyframes, _clock, budget);
        _desk = new DriveDesk(_hub, _clock, time);
        _sizes = new ViewSizes(options.Video, MayResize, Resize, time);
        DiskTree? tree = options.Root is { } root ? new DiskTree(root) : null;
        _datasets = tree is null ? null : new DatasetDesk(tree, options.OpenData, Show);
        DescribeCommand? describes = tree is null ? null : new DescribeCommand(tree, options.LookAtData, budget, time);
        _commands = new CommandDesk(_desk, _datasets, _keyframes, new RenderCommand(_video, budget), describes, budget, time, DriverName);
        _sessionOptions = SessionOptions();
        _video.TooSlow = viewer => _hub.Find(viewer.Traits.Session)?.Send(_notices.MakeTooSlow());
        _video.Resized = () => _hub.Broadcast(_notices.MakeStream(SceneNotices.Everybody));
        var pixels = new PixelEndpoint(_video, _hub.TraitsOf, () => _keyframes.Run(null), _stop.Token);
        var metrics = new ServerMetrics(_video, _hub, () => _exhibit, _desk, options);
        _web = new WebHost(options, HandleStateAsync, pixels.HandleAsync, metrics.Write, _tell, time);
    }

    public VolumeInfo Info => _exhibit.Info;

    public SceneLayout Layout => _exhibit.Layout;

    public string StateUrl => $"ws://{HostName}:{_web.StatePort}";

    public string PixelUrl => $"ws://{HostName}:{_web.PixelPort}";

    public string MetricsUrl => $"http://{HostName}:{_web.StatePort}/metrics";

    /// <summary>Completes with the reason when a thread of the server has failed for good.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>For tests: what is drawn now.</summary>
    internal SceneStore Store => _exhibit.Store;

    internal VideoPipeline Video => _video;

    internal ServerClock Clock => _clock;

    private string HostName => _options.Address.Equals(System.Net.IPAddress.Any) ? "127.0.0.1"
        : _options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{_options.Address}]" : _options.Address.ToString();

    public async Task StartAsync()
    {
        // Both of these warm up while the web server starts.
        _video.Start();
        Task warmup = Task.Run(() => SessionWarmup.Run(_sessionOptions, _notices, _exhibit.Store.Current, _time));
        await _web.StartAsync().ConfigureAwait(false);
        await warmup.ConfigureAwait(false);
        _refinement.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _dims.Dispose();
        _sizes.Dispose();
        _desk.Dispose();
        await _web.DisposeAsync().ConfigureAwait(false);
        _video.Dispose();
        _refinement.Dispose();
        _stop.Dispose();
    }

    private static Player? MakePlayer(ServerOptions options, VolumeInfo info, bool isRequired)
    {
        if (options.PlayAxis is not { } name)
        {
            return null;
        }

        int axis = info.IndexOfAxis(name);
        if (axis >= 0 && axis < info.RowAxis)
        {
            return new Player(axis, info.Axes[axis].Length, options.PlayStepsPerSecond);
        }

        return !isRequired ? null : throw new FathomException(
            ExitCode.Usage,
            $"Cannot play axis '{name}'.",
            axis < 0 ? $"The volume has no such axis; it is {info.Describe()}." : "It lies in the picture.",
            $"Use --play {info.Axes[0].Name}.");
    }

    private RenderStage Stage(Exhibit exhibit)
    {
        _refinement = new RangeRefinement(exhibit.Layout, (layer, range) => _intents.Refine(exhibit, layer, range), exhibit.Data);
        var limits = new RenderLimits { VolumeBytes = _options.VolumeBytes, Slow = _options.Video.Slow };
        var renderer = new SceneRenderer(exhibit.Layout, _options.Video.BurnMarks, limits);
        renderer.Data.Failed = error => _tell(error.Message);
        return new RenderStage(exhibit.Store, renderer, exhibit.Player, _refinement) { MakeBeside = () => Beside(exhibit.Layout) };
    }

    /// <summary>For pictures that single viewers ask for: the same whoever asks, and complete or not at all.</summary>
    private SceneRenderer Beside(SceneLayout layout)
    {
        var renderer = new SceneRenderer(layout, burnMarks: false, new RenderLimits { VolumeBytes = _options.VolumeBytes }, isStrict: true);
        renderer.Data.Failed = error => _tell(error.Message);
        return renderer;
    }

    private ServerSessionOptions SessionOptions() => new()
    {
        Commands = _datasets is null ? [CommandNames.RequestKeyframe] : CommandNames.All,
        ExtensionCommands = CommandDesk.OfExtensions(_datasets is not null),
        Extensions =
        [
            FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Clock, FeatureNames.Credit, FeatureNames.Drive, FeatureNames.ViewSize, FeatureNames.DimsView, FeatureNames.Probe, FeatureNames.Stats,
            .. LosslessStill.IsAvailable ? [FeatureNames.PixelStill, FeatureNames.View, FeatureNames.AskedOnly] : (ImmutableArray<string>)[],
        ],
        Heartbeat = TimeSpan.FromSeconds(_options.HeartbeatSeconds),
        ResumeStateOf = ResumeStateOf,
    };

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
            _desk.Leave(connection);
            _commands.Leave(connection);
            _video.Asked.Leave(connection.Id);
        }
    }

    private void Handle(StateConnection connection, ServerAction action, double receivedAt)
    {
        switch (action)
        {
            case ServerAction.Began began:
                Begin(connection, began.Hello);
                break;
            case ServerAction.Apply apply when !_desk.MayMove(connection):
                _intents.Refuse(connection, apply.Update, DriverName(), receivedAt);
                break;
            case ServerAction.Apply apply:
                _intents.Handle(connection, apply.Update, receivedAt);
                break;
            case ServerAction.Run run:
                _commands.Run(connection, run.Command, _exhibit);
                break;
            case ServerAction.Deliver { Message: DriveRequest request }:
                _desk.Request(connection, request);
                break;
            case ServerAction.Deliver { Message: ViewSize size } when _desk.Driver is not { } driver || driver == connection.Id:
                _sizes.Ask(size);
                break;
            case ServerAction.Deliver { Message: DisplayCredit credit }:
                _video.Credit(connection.Id, credit.Sequence, credit.Window);
                break;
            case ServerAction.Deliver { Message: ClockPing ping }:
                connection.Send(new ClockPong(connection.Frames.Envelope("clock", connection.Id), ping.Id, ping.ClientSeconds, receivedAt, _clock.Now));
                break;
        }
    }

    private string DriverName() => _hub.Find(_desk.Driver ?? string.Empty)?.ClientName ?? "another viewer";

    private void Begin(StateConnection connection, SessionHello hello)
    {
        lock (_sceneGate)
        {
            _baseline.Begin(connection, hello, _exhibit.Store.Current);
        }

        _desk.Join(connection);
    }

    /// <summary>Other data for everybody. The set is disposed of when the next one is shown.</summary>
    private void Show(VolumeSet set, string path)
    {
        lock (_sceneGate)
        {
            Player? player = MakePlayer(_options, set.Images[0].Info, isRequired: false);
            Exhibit exhibit = Exhibit.Of(set, player, path, "ome-zarr", _video.Rendering.Size, _exhibit.Store.Current.Revision + 1);
            _intents.Show(exhibit, () =>
            {
                _exhibit = exhibit;
                _notices.Show(exhibit);
                _dims.Show(exhibit.Store);
                _video.Show(Stage(exhibit));
                _baseline.Renew(exhibit.Store.Current);
            });
            _refinement.Start();
        }

        _keyframes.Run(null);
    }

    /// <summary>Whether everybody who watches can follow a change of the picture's size.</summary>
    private bool MayResize() => !_video.Streams.Plain.HasViewers && _hub.Sessions.All(static session => session.Features.Has(FeatureNames.ViewSize) || session.Features.Has(FeatureNames.AskedOnly));

    private void Resize((int Width, int Height) from, (int Width, int Height) to)
    {
        _intents.Resize(from, to);
        _video.Resize(to.Width, to.Height);
    }
}
