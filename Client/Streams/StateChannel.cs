using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Recording;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Streams;

/// <summary>
/// The state channel: one receive loop and one send loop over one websocket, a session machine between them, and the inbox of the
/// main thread behind them. Connects again until it is stopped, and says goodbye then.
/// </summary>
/// <remarks>
/// Threads: the loops run on the pool; <see cref="TryPost"/> and <see cref="RunAsync"/> may be called by any thread.
/// Full outbox: <see cref="TryPost"/> refuses, and what was to be sent stays with its owner, who has a newer value soon.
/// </remarks>
internal sealed class StateChannel
{
    private const int OutboxCapacity = 256;

    private static readonly TimeSpan s_watch = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(300);

    private readonly Uri _url;
    private readonly string? _token;
    private readonly ClientInbox _inbox;
    private readonly ClientSession _session;
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly MessageBuffer _incoming;
    private readonly RetryPause _pause = new();
    private readonly IWireTap? _tap;
    private readonly StateWriter _writer;
    private Channel<Message>? _outbox;
    private ClientWebSocket? _socket;
    private TimeSpan _retryAfter;
    private long _unreadable;
    private long _heardAt;

    /// <summary>Creates a channel that does nothing until it is run.</summary>
    public StateChannel(Uri url, string? token, int maxMessageBytes, ClientInbox inbox, ClientSession session, TimeProvider time, IWireTap? tap = null, SentStamps? sent = null)
    {
        _tap = tap;
        _writer = new StateWriter(time, tap, sent);
        _url = url;
        _token = token;
        _inbox = inbox;
        _session = session;
        _time = time;
        _incoming = new MessageBuffer(maxMessageBytes);
    }

    /// <summary>Messages that made no sense and were skipped.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Timestamp of the last message of any kind; 0 before the first.</summary>
    public long LastHeardAt => Volatile.Read(ref _heardAt);

    /// <summary>Queues a message of the present session. False when there is none or the queue is full.</summary>
    public bool TryPost(Message message) => Volatile.Read(ref _outbox)?.Writer.TryWrite(message) ?? false;

    /// <summary>Ends the pause before the next attempt.</summary>
    public void RetryNow() => _pause.End();

    /// <summary>Breaks the present connection, without a goodbye. Any thread.</summary>
    public void Drop() => Volatile.Read(ref _socket)?.Abort();

    /// <summary>Keeps the channel connected until <paramref name="stop"/>, then says goodbye; a server that hangs cannot hold it up.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Drive(static session => session.Start());
        while (!stop.IsCancellationRequested)
        {
            ChannelEnd end = await ConverseAsync(stop).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
            {
                long retryAt = _time.GetTimestamp() + (long)(_retryAfter.TotalSeconds * _time.TimestampFrequency);
                await TellAsync(ChannelPhase.Waiting, end, retryAt, stop).ConfigureAwait(false);
                await _pause.WaitAsync(leave => Task.Delay(_retryAfter, _time, leave), stop).ConfigureAwait(false);
                Drive(static session => session.RetryNow());
            }
        }
    }

    /// <summary>Wrapper: one connection, and why it ended.</summary>
    private async Task<ChannelEnd> ConverseAsync(CancellationToken stop)
    {
        bool connected = false;
        ChannelEnd end;
        try
        {
            await TellAsync(ChannelPhase.Connecting, null, 0, stop).ConfigureAwait(false);
            using ClientWebSocket socket = await StreamSocket.ConnectAsync(_url, _token, stop).ConfigureAwait(false);
            connected = true;
            Volatile.Write(ref _socket, socket);
            _tap?.OnConnected(ChannelKind.State, _time.GetTimestamp());
            end = await ConverseOverAsync(socket, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            end = ChannelEnd.Stopped;
        }
        catch (Exception error) when (StreamSocket.IsNetworkFailure(error))
        {
            end = ChannelEnd.Classify(error, connected);
        }
        finally
        {
            Volatile.Write(ref _socket, null);
            Volatile.Write(ref _outbox, null);
        }

        // What the machine does not know yet; nothing where it ended the session itself.
        foreach (SessionAction action in Drive(session => Report(session, end)))
        {
            if (action is SessionAction.Ended ended)
            {
                _retryAfter = ended.RetryAfter ?? TimeSpan.Zero;
            }
        }

        return end;
    }

    private static void Report(ClientSession session, ChannelEnd end)
    {
        if (session.Phase == SessionPhase.Connecting)
        {
            session.ConnectFailed(end.Reason);
        }
        else
        {
            session.SocketClosed(null, end.Reason);
        }
    }

    /// <summary>Body: both loops and the watch; the first to end ends the others.</summary>
    private async Task<ChannelEnd> ConverseOverAsync(ClientWebSocket socket, CancellationToken stop)
    {
        Channel<Message> outbox = Channel.CreateBounded<Message>(new BoundedChannelOptions(OutboxCapacity) { SingleReader = true });
        using var abort = new CancellationTokenSource();
        await ActAsync(Drive(static session => session.Connected()), outbox, abort.Token).ConfigureAwait(false);
        Volatile.Write(ref _outbox, outbox);
        Task<ChannelEnd> receive = ReceiveAsync(socket, outbox, abort.Token);
        Task<ChannelEnd> send = SendAsync(socket, outbox, stop, abort.Token);
        Task<ChannelEnd> watch = WatchAsync(outbox, abort.Token);
        Task<ChannelEnd> first = await Task.WhenAny(receive, send, watch).ConfigureAwait(false);
        if (stop.IsCancellationRequested && first == send)
        {
            // The server answers our goodbye by closing; it has this long to do so.
            abort.CancelAfter(s_farewell);
            first = receive;
        }

        try
        {
            return await first.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested || stop.IsCancellationRequested)
        {
            return ChannelEnd.Stopped;
        }
        finally
        {
            await abort.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(receive, send, watch)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ChannelEnd> ReceiveAsync(ClientWebSocket socket, Channel<Message> outbox, CancellationToken abort)
    {
        while (true)
        {
            ReceivedKind kind = await _incoming.ReceiveAsync(socket, abort).ConfigureAwait(false);
            Volatile.Write(ref _heardAt, _time.GetTimestamp());
            if (kind == ReceivedKind.Close)
            {
                return ChannelEnd.Closed(socket.CloseStatus, socket.CloseStatusDescription);
            }

            if (kind == ReceivedKind.TooLarge)
            {
                return new ChannelEnd(
                    ChannelEndKind.ProtocolError, $"A state message is larger than {_incoming.MaxBytes >> 20} MiB; --max-message-mib allows more.");
            }

            bool read = MessageReader.TryRead(_incoming.Bytes, out Message? message, out MessageError error);
            _tap?.OnStateReceived(_incoming.Bytes, message, _time.GetTimestamp());
            List<SessionAction> actions = read
                ? Drive(session => session.Received(message!))
                : Drive(session => session.ReceivedBad(error));
            _unreadable += message is null ? 1 : 0;
            if (await ActAsync(actions, outbox, abort).ConfigureAwait(false) is { } end)
            {
                return end;
            }
        }
    }

    private async Task<ChannelEnd> SendAsync(ClientWebSocket socket, Channel<Message> outbox, CancellationToken stop, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            while (true)
            {
                Message message = await outbox.Reader.ReadAsync(either.Token).ConfigureAwait(false);
                await _writer.WriteAsync(socket, message, abort).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            using var farewell = CancellationTokenSource.CreateLinkedTokenSource(abort);
            farewell.CancelAfter(s_farewell);
            foreach (SessionAction action in Drive(static session => session.Leave()))
            {
                if (action is SessionAction.Send goodbye)
                {
                    await _writer.WriteAsync(socket, goodbye.Message, farewell.Token).ConfigureAwait(false);
                }
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, farewell.Token).ConfigureAwait(false);
            return ChannelEnd.Stopped;
        }
    }

    private async Task<ChannelEnd> WatchAsync(Channel<Message> outbox, CancellationToken abort)
    {
        using var timer = new PeriodicTimer(s_watch, _time);
        while (await timer.WaitForNextTickAsync(abort).ConfigureAwait(false))
        {
            if (await ActAsync(Drive(static session => session.Tick()), outbox, abort).ConfigureAwait(false) is { } end)
            {
                return end;
            }
        }

        return ChannelEnd.Stopped;
    }

    /// <summary>Tells the machine something and collects what it wants done. The machine serves three loops, one at a time.</summary>
    private List<SessionAction> Drive(Action<ClientSession> tell)
    {
        var actions = new List<SessionAction>();
        lock (_gate)
        {
            tell(_session);
            while (_session.TryTakeAction(out SessionAction? action))
            {
                actions.Add(action);
            }
        }

        return actions;
    }

    /// <summary>Does what the machine wants; not null when it ended the session.</summary>
    private async ValueTask<ChannelEnd?> ActAsync(List<SessionAction> actions, Channel<Message> outbox, CancellationToken abort)
    {
        long now = _time.GetTimestamp();
        foreach (SessionAction action in actions)
        {
            switch (action)
            {
                case SessionAction.Send send:
                    await outbox.Writer.WriteAsync(send.Message, abort).ConfigureAwait(false);
                    break;
                case SessionAction.Began began:
                    await TellAsync(ChannelPhase.Connected, null, 0, abort).ConfigureAwait(false);
                    await _inbox.PostAsync(new MessageReceived(began.Welcome, now), abort).ConfigureAwait(false);
                    break;
                case SessionAction.Deliver deliver:
                    await _inbox.PostAsync(new MessageReceived(deliver.Message, now), abort).ConfigureAwait(false);
                    break;
                case SessionAction.Ended ended:
                    _retryAfter = ended.RetryAfter ?? TimeSpan.Zero;
                    return ChannelEnd.FromSession(ended.End);
            }
        }

        return null;
    }

    private ValueTask TellAsync(ChannelPhase phase, ChannelEnd? end, long retryAt, CancellationToken stop) =>
        _inbox.PostAsync(new ChannelChanged(ChannelKind.State, phase, end, retryAt), stop);
}
