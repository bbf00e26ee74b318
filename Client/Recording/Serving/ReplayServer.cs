using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Recording;
using Fathom.Protocol.Session;

namespace Fathom.Client.Recording.Serving;

/// <summary>Serves a recording on loopback as if it happened now: any viewer of the protocol can watch, as many as like, all at the same place.</summary>
/// <remarks>Threads: everything on the pool. It listens on 127.0.0.1 only, and refuses web pages.</remarks>
internal sealed class ReplayServer : IDisposable
{
    private const string PixelPath = "/pixel";
    private const int MostVisitors = 64;

    private static readonly TimeSpan s_requestPatience = TimeSpan.FromSeconds(5);

    private readonly RecordedFile _file;
    private readonly Playhead _playhead;
    private readonly TimeProvider _time;
    private readonly TcpListener _state;
    private readonly TcpListener _pixel;
    private readonly ServerSessionOptions _options;
    private readonly ConcurrentDictionary<string, StateVisitor> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PixelVisitor, bool> _viewers = new();
    private int _visitors;

    /// <summary>Opens the ports; 0 for any free one.</summary>
    public ReplayServer(RecordedFile file, ReplaySettings settings, int port, int pixelPort, TimeProvider time)
    {
        _file = file;
        _time = time;
        _playhead = new Playhead(file, settings, time);
        ImmutableArray<string> extensions = [FeatureNames.Clock];
        extensions = file.Entries.Any(static entry => entry.Kind == RecordKind.PixelWithView) ? extensions.Add(FeatureNames.PixelFrameView) : extensions;
        extensions = file.Entries.Any(static entry => entry.Unit == UnitKind.Still) ? extensions.Add(FeatureNames.PixelStill) : extensions;
        _options = new ServerSessionOptions { Commands = [CommandNames.RequestKeyframe], Extensions = extensions };
        _state = Listen(port);
        _pixel = Listen(pixelPort);
    }

    /// <summary>Where the state channel is.</summary>
    public Uri StateUrl => UrlOf(_state);

    /// <summary>Where the pixel channel is; it is also at <c>/pixel</c> of the other.</summary>
    public Uri PixelUrl => UrlOf(_pixel);

    /// <summary>Serves until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Task playing = _playhead.RunAsync(stop);
        Task[] all = [AcceptAsync(_state, isPixel: false, stop), AcceptAsync(_pixel, isPixel: true, stop), playing];
        await (await Task.WhenAny(all).ConfigureAwait(false)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A recording that is over is still looked at; a file that cannot be read any more is not.
        if (playing.IsFaulted)
        {
            await playing.ConfigureAwait(false);
        }

        await ((Task)Task.WhenAll(all)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Dispose();
        _pixel.Dispose();
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new FathomException(ExitCode.CannotConnect, $"Cannot listen on port {port}.", error.Message, "Choose another one with --port, or 0 for any free one.", error);
        }
    }

    private static Uri UrlOf(TcpListener listener) => new($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    private async Task AcceptAsync(TcpListener listener, bool isPixel, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(stop).ConfigureAwait(false);
            _ = ServeAsync(client, isPixel, stop);
        }
    }

    private async Task ServeAsync(TcpClient client, bool isPixel, CancellationToken stop)
    {
        using TcpClient owned = client;
        try
        {
            if (Interlocked.Increment(ref _visitors) <= MostVisitors)
            {
                client.NoDelay = true;
                await VisitAsync(client.GetStream(), isPixel, stop).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException || StreamSocket.IsNetworkFailure(error))
        {
            // It went away.
        }
        finally
        {
            Interlocked.Decrement(ref _visitors);
        }
    }

    private async Task VisitAsync(Stream stream, bool isPixel, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(s_requestPatience);
        UpgradeRequest? request = await UpgradeRequest.ReadAsync(stream, patience.Token).ConfigureAwait(false);
        using WebSocket? socket = request is null ? null : await request.AnswerAsync(stream, patience.Token).ConfigureAwait(false);
        if (socket is null)
        {
            return;
        }

        if (isPixel || request!.Path == PixelPath)
        {
            await ShowAsync(socket, request!.Session, stop).ConfigureAwait(false);
            return;
        }

        var visitor = new StateVisitor(socket, _file, _playhead, _options, Repeat, _time, stop);
        _sessions[visitor.Id] = visitor;
        try
        {
            await visitor.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _sessions.TryRemove(visitor.Id, out _);
        }
    }

    private async Task ShowAsync(WebSocket socket, string? session, CancellationToken stop)
    {
        StateVisitor? owner = session is not null && _sessions.TryGetValue(session, out StateVisitor? found) ? found : null;
        bool Has(string feature) => owner is not null && owner.Has(feature);
        var viewer = new PixelVisitor(socket, _file, _playhead, Has(FeatureNames.PixelFrameView), Has(FeatureNames.PixelStill), _time) { Session = owner?.Id };
        _viewers[viewer] = true;
        try
        {
            await viewer.RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _viewers.TryRemove(viewer, out _);
        }
    }

    /// <summary>Viewers of the session get the last key frame again; a plain viewer's pixel socket names no session, so all plain ones do.</summary>
    private void Repeat(string session)
    {
        bool owns = _viewers.Keys.Any(viewer => viewer.Session == session);
        foreach (PixelVisitor viewer in _viewers.Keys.Where(viewer => viewer.Session == (owns ? session : null)))
        {
            viewer.Repeat();
        }
    }
}
