using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Remote;

/// <summary>The session of an export: both channels without a main loop, connected again until it is disposed of. It takes no video: its pixel socket carries answers only.</summary>
/// <remarks>Threads: any; the loops run on the pool, what they tell is taken in by one of them. Ownership: of the channels and of their buffers.</remarks>
internal sealed class RemoteLink : IAsyncDisposable
{
    private const long PoolBytes = 1L << 30;

    /// <summary>A picture may wait behind those of others, each of which may take its half minute.</summary>
    private static readonly TimeSpan s_answer = TimeSpan.FromMinutes(3);

    private readonly RemoteEndpoint _endpoint;
    private readonly NativeBufferPool _pool = new(PoolBytes);
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ClientInbox _inbox;
    private readonly StateChannel _state;
    private readonly PixelReceiver _pixel;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task[] _loops;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ViewerState _view = ViewerState.Empty;
    private NotifyDims? _dims;
    private ChannelChanged? _lastEnd;
    private FathomException? _fatal;
    private bool _isLive;
    private bool _hasPixels;
    private bool _wasUp;
    private bool _disposed;

    public RemoteLink(RemoteEndpoint endpoint)
    {
        _endpoint = endpoint;
        TimeProvider time = endpoint.Time;
        Stills = new RemoteStills(2 * endpoint.MostUnderWay);
        _inbox = new ClientInbox(() => _work.Writer.TryWrite(true));
        var session = new ClientSession(
            new ClientSessionOptions(endpoint.StateUrl.Authority, new ClientIdentity("fathom export", ProductVersion.Text, RuntimeInformation.RuntimeIdentifier))
            {
                Extensions = Asked,
                Auth = endpoint.Token is { } token ? new HelloAuth("bearer", token) : null,
            },
            time);
        _state = new StateChannel(endpoint.StateUrl, endpoint.Token, endpoint.MaxMessageBytes, _inbox, session, time);
        _pixel = new PixelReceiver(endpoint.Token, endpoint.MaxMessageBytes, _pool, Stills, _inbox, new FlightCounters(), new ReconnectPolicy(Environment.ProcessId), time);
        Commands = new CommandLane(session.Frames, time, _state.TryPost) { Timeout = s_answer };
        _loops = [Guard("pump", PumpAsync), Guard("state channel", _state.RunAsync), Guard("pixel channel", _pixel.RunAsync)];
    }

    /// <summary>What is asked for beyond the public protocol, all of which is needed.</summary>
    public static ImmutableArray<string> Asked { get; } = [FeatureNames.PixelFrameView, FeatureNames.PixelStill, FeatureNames.View, FeatureNames.AskedOnly];

    /// <summary>The server's commands.</summary>
    public CommandLane Commands { get; }

    /// <summary>Pictures that came.</summary>
    public RemoteStills Stills { get; }

    /// <summary>Ends with the link.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>The axes and layers, once it was up.</summary>
    public (NotifyDims Dims, LayersModel Layers) Scene
    {
        get
        {
            lock (_gate)
            {
                return (_dims!, _view.Layers);
            }
        }
    }

    /// <summary>Returns when both channels are connected and the scene is known; throws what the user is told when that is not so in time.</summary>
    public async Task WaitUntilUpAsync(CancellationToken cancel)
    {
        long since = _endpoint.Time.GetTimestamp();
        while (true)
        {
            Task changed;
            ChannelChanged? lastEnd;
            TimeSpan patience;
            lock (_gate)
            {
                if (_fatal is not null)
                {
                    throw new FathomException(_fatal.ExitCode, _fatal.What, _fatal.Why, _fatal.How, _fatal);
                }

                if (IsUp)
                {
                    return;
                }

                (changed, lastEnd, patience) = (_changed.Task, _lastEnd, _wasUp ? _endpoint.Patience : _endpoint.FirstPatience);
            }

            TimeSpan left = patience - _endpoint.Time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
            {
                throw RemoteFaults.Gone(_endpoint, lastEnd);
            }

            try
            {
                await changed.WaitAsync(left, _endpoint.Time, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Looked at above, once more.
            }
        }
    }

    /// <summary>Breaks both connections, as a network would.</summary>
    public void Drop()
    {
        _state.Drop();
        _pixel.Drop();
    }

    /// <summary>Says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
        Commands.Abort();
        Stills.Clear();
        _pixel.Dispose();
        _pool.Dispose();
        _stop.Dispose();
    }

    private bool IsUp => _isLive && _hasPixels && _dims is not null && !_view.Layers.Layers.IsEmpty;

    private Task Guard(string name, Func<CancellationToken, Task> loop) => Task.Run(async () =>
    {
        try
        {
            await loop(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }

        // Boundary: the outermost wrapper of a loop; a bug there ends the export with a message instead of waiting for ever.
        catch (Exception error)
        {
            Change(() => _fatal = new FathomException(
                ExitCode.Bug, $"The {name} of the export stopped.", $"{error.GetType().Name}: {error.Message}", "This is a bug: please report it with what you did.", error));
        }
    });

    private async Task PumpAsync(CancellationToken stop)
    {
        while (true)
        {
            await _work.Reader.ReadAsync(stop).ConfigureAwait(false);
            while (_inbox.TryTake(out ClientEvent? value))
            {
                switch (value)
                {
                    case MessageReceived received:
                        OnMessage(received.Message);
                        break;
                    case ChannelChanged changed:
                        OnChannel(changed);
                        break;
                }
            }
        }
    }

    private void OnMessage(Message message)
    {
        if (Commands.Received(message))
        {
            return;
        }

        switch (message)
        {
            case SessionWelcome welcome:
                FathomException? fault = RemoteFaults.OfServer(_endpoint.StateUrl, welcome, Asked);
                Commands.Begin(welcome);
                Change(() =>
                {
                    (_view, _dims, _isLive, _hasPixels, _fatal) = (ViewerState.Empty.With(welcome), null, true, false, _fatal ?? fault);
                });
                if (fault is null)
                {
                    _pixel.Aim(PixelTarget.ForSession(_endpoint.PixelUrl, welcome.Info.Id, viewNegotiated: true));
                }

                break;
            case NotifyDims dims:
                Change(() => (_view, _dims) = (_view.With(dims), dims));
                break;
            case NotifyScene or NotifyLayers:
                Change(() => _view = _view.With(message));
                break;
        }
    }

    private void OnChannel(ChannelChanged changed)
    {
        bool isState = changed.Channel == ChannelKind.State;
        if (changed.Phase == ChannelPhase.Connected)
        {
            Change(() => _hasPixels |= !isState);
            return;
        }

        if (changed.Phase != ChannelPhase.Waiting)
        {
            return;
        }

        FathomException? ended = _endpoint.ServerEnded?.Invoke();
        Change(() =>
        {
            (_isLive, _hasPixels) = (_isLive && !isState, _hasPixels && isState);
            _lastEnd = changed;
            _fatal ??= ended ?? Judge(changed);
        });
        if (isState)
        {
            Commands.Abort();
        }

        Stills.Clear();
    }

    /// <summary>Before there was anything, a refusal is an answer; later the server may just be starting again.</summary>
    private FathomException? Judge(ChannelChanged changed) => _wasUp || changed.End is not { Kind: not ChannelEndKind.Lost } end
        ? null
        : FailureText.Explain(changed.Channel, changed.Channel == ChannelKind.State ? _endpoint.StateUrl : _endpoint.PixelUrl, end);

    private void Change(Action change)
    {
        TaskCompletionSource before;
        bool wasUp, isUp;
        lock (_gate)
        {
            wasUp = IsUp;
            change();
            isUp = IsUp;
            before = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.TrySetResult();
        if (wasUp != isUp)
        {
            Tell(isUp);
        }
    }

    private void Tell(bool isUp)
    {
        if (!isUp)
        {
            _endpoint.Say?.Invoke("the connection broke; waiting for the server.");
        }
        else if (_wasUp)
        {
            _endpoint.Say?.Invoke("connected again.");
        }

        _wasUp |= isUp;
    }
}
