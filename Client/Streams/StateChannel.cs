using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Protocol.Messages;

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

    private static readonly TimeSpan s_watch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(300);

    private readonly Uri _url;
    private readonly string? _token;
    private readonly ClientInbox _inbox;
    private readonly Func<SessionDriver> _newSession;
    private readonly RetryDelay _retry;
    private readonly TimeProvider _time;
    private readonly MessageBuffer _incoming;
    private readonly ArrayBufferWriter<byte> _outgoing = new(4096);
    private Channel<Message>? _outbox;
    private long _unreadable;

    /// <summary>Creates a channel that does nothing until it is run.</summary>
    public StateChannel(
        Uri url, string? token, int maxMessageBytes, ClientInbox inbox, Func<SessionDriver> newSession, RetryDelay retry, TimeProvider time)
    {
        _url = url;
        _token = token;
        _inbox = inbox;
        _newSession = newSession;
        _retry = retry;
        _time = time;
        _incoming = new MessageBuffer(maxMessageBytes);
    }

    /// <summary>Messages that made no sense and were skipped.</summary>
    public long Unreadable => Volatile.Read(ref _unreadable);

    /// <summary>Queues a message of the present session. False when there is none or the queue is full.</summary>
    public bool TryPost(Message message) => Volatile.Read(ref _outbox)?.Writer.TryWrite(message) ?? false;

    /// <summary>Keeps the channel connected until <paramref name="stop"/>, then says goodbye; a server that hangs cannot hold it up.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ChannelEnd end = await ConverseAsync(stop).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
            {
                TimeSpan delay = _retry.Next(end.Kind);
                long retryAt = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
                await TellAsync(ChannelPhase.Waiting, end, retryAt, stop).ConfigureAwait(false);
                await Task.Delay(delay, _time, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Wrapper: one connection, and why it ended.</summary>
    private async Task<ChannelEnd> ConverseAsync(CancellationToken stop)
    {
        bool connected = false;
        try
        {
            await TellAsync(ChannelPhase.Connecting, null, 0, stop).ConfigureAwait(false);
            using ClientWebSocket socket = await StreamSocket.ConnectAsync(_url, _token, stop).ConfigureAwait(false);
            connected = true;
            return await ConverseOverAsync(socket, _newSession(), stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ChannelEnd.Stopped;
        }
        catch (Exception error) when (StreamSocket.IsNetworkFailure(error))
        {
            return ChannelEnd.Classify(error, connected);
        }
        finally
        {
            Volatile.Write(ref _outbox, null);
        }
    }

    /// <summary>Body: both loops and the watch; the first to end ends the others.</summary>
    private async Task<ChannelEnd> ConverseOverAsync(ClientWebSocket socket, SessionDriver session, CancellationToken stop)
    {
        Channel<Message> outbox = Channel.CreateBounded<Message>(new BoundedChannelOptions(OutboxCapacity) { SingleReader = true });
        outbox.Writer.TryWrite(session.Hello());
        Volatile.Write(ref _outbox, outbox);
        using var abort = new CancellationTokenSource();
        Task<ChannelEnd> receive = ReceiveAsync(socket, session, outbox, abort.Token);
        Task<ChannelEnd> send = SendAsync(socket, session, outbox, stop, abort.Token);
        Task<ChannelEnd> watch = WatchAsync(session, outbox, abort.Token);
        Task<ChannelEnd> first = await Task.WhenAny(receive, send, watch).ConfigureAwait(false);
        if (stop.IsCancellationRequested && first == send)
        {
            // The server answers our goodbye by closing; it has this long to do so.
            abort.CancelAfter(s_farewell);
            first = receive;
        }

        ChannelEnd end;
        try
        {
            end = await first.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            end = ChannelEnd.Stopped;
        }
        finally
        {
            await abort.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(receive, send, watch)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stop.IsCancellationRequested ? ChannelEnd.Stopped : end;
    }

    private async Task<ChannelEnd> ReceiveAsync(ClientWebSocket socket, SessionDriver session, Channel<Message> outbox, CancellationToken abort)
    {
        while (true)
        {
            ReceivedKind kind = await _incoming.ReceiveAsync(socket, abort).ConfigureAwait(false);
            long now = _time.GetTimestamp();
            if (kind == ReceivedKind.Close)
            {
                return session.Ended ?? ChannelEnd.Closed(socket.CloseStatus, socket.CloseStatusDescription);
            }

            if (kind == ReceivedKind.TooLarge)
            {
                return new ChannelEnd(
                    ChannelEndKind.ProtocolError, $"A state message is larger than {_incoming.MaxBytes >> 20} MiB; --max-message-mib allows more.");
            }

            if (!MessageReader.TryRead(_incoming.Bytes, out Message? message, out MessageError error))
            {
                Interlocked.Increment(ref _unreadable);
                if (session.OnUnreadable(error) is { } broken)
                {
                    return broken;
                }

                continue;
            }

            SessionStep step = session.OnMessage(message!, now);
            if (step.Reply is not null)
            {
                await outbox.Writer.WriteAsync(step.Reply, abort).ConfigureAwait(false);
            }

            if (step.End is not null)
            {
                return step.End;
            }

            if (step.Established)
            {
                _retry.Succeeded();
                await TellAsync(ChannelPhase.Connected, null, 0, abort).ConfigureAwait(false);
            }

            if (step.Deliver)
            {
                await _inbox.PostAsync(new MessageReceived(message!, now), abort).ConfigureAwait(false);
            }
        }
    }

    private async Task<ChannelEnd> SendAsync(
        ClientWebSocket socket, SessionDriver session, Channel<Message> outbox, CancellationToken stop, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            while (true)
            {
                Message message = await outbox.Reader.ReadAsync(either.Token).ConfigureAwait(false);
                await WriteAsync(socket, message, abort).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            using var farewell = CancellationTokenSource.CreateLinkedTokenSource(abort);
            farewell.CancelAfter(s_farewell);
            if (session.Goodbye() is { } goodbye)
            {
                await WriteAsync(socket, goodbye, farewell.Token).ConfigureAwait(false);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, farewell.Token).ConfigureAwait(false);
            return ChannelEnd.Stopped;
        }
    }

    private async Task<ChannelEnd> WatchAsync(SessionDriver session, Channel<Message> outbox, CancellationToken abort)
    {
        using var timer = new PeriodicTimer(s_watch, _time);
        while (await timer.WaitForNextTickAsync(abort).ConfigureAwait(false))
        {
            SessionStep step = session.OnTime(_time.GetTimestamp());
            if (step.Reply is not null)
            {
                outbox.Writer.TryWrite(step.Reply);
            }

            if (step.End is not null)
            {
                return step.End;
            }
        }

        return ChannelEnd.Stopped;
    }

    private async ValueTask WriteAsync(ClientWebSocket socket, Message message, CancellationToken abort)
    {
        _outgoing.ResetWrittenCount();
        MessageWriter.Write(_outgoing, message);
        await socket.SendAsync(_outgoing.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, abort).ConfigureAwait(false);
    }

    private ValueTask TellAsync(ChannelPhase phase, ChannelEnd? end, long retryAt, CancellationToken stop) =>
        _inbox.PostAsync(new ChannelChanged(ChannelKind.State, phase, end, retryAt), stop);
}
