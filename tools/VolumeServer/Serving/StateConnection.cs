using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// One client's state socket: the protocol's session machine in the middle, a bounded queue of frames on the way out. A client that does not read is
/// disconnected; nobody waits for it.
/// </summary>
/// <remarks>Threads: one task drives the session; <see cref="Send"/> may be called by any thread.</remarks>
internal sealed class StateConnection
{
    private const int OutboundCapacity = 1024;

    /// <summary>Several times what a hand on a slider and a screen at 120 Hz can cause.</summary>
    private const double MessagesPerSecond = 1000;

    private const double BytesPerSecond = 2 << 20;

    private static readonly TimeSpan s_closePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_shutdownPatience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_sendPatience = TimeSpan.FromSeconds(10);

    private readonly WebSocket _socket;
    private readonly ServerSession _session;
    private readonly ServerClock _clock;
    private readonly int _maxMessageBytes;
    private readonly Channel<Outgoing> _outbound = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(OutboundCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly RateBound _messages = new(MessagesPerSecond, 3);
    private readonly RateBound _bytes = new(BytesPerSecond, 3);
    private byte[] _inbound = new byte[4096];
    private int _inboundLength;
    private double _receivedAt;
    private bool _isBinary;

    public StateConnection(WebSocket socket, ServerSession session, ServerClock clock, int maxMessageBytes)
    {
        _socket = socket;
        _session = session;
        _clock = clock;
        _maxMessageBytes = maxMessageBytes;
    }

    public string Id => _session.Id;

    public NegotiatedFeatures Features => _session.Features;

    public FrameFactory Frames => _session.Frames;

    /// <summary>What the client calls itself.</summary>
    public string ClientName => _session.Hello?.Client.Name ?? string.Empty;

    /// <summary>Puts a frame into the queue; one that is addressed to another session is addressed anew.</summary>
    public void Send(Message message)
    {
        Message meant = message is NotifyDims dims && !Features.Has(FeatureNames.DimsView) ? dims.WithoutSlab() : message;
        Message addressed = meant.Session is null || meant.Session == Id ? meant : meant.WithEnvelope(meant.Envelope with { Session = Id });
        Post(new Outgoing(addressed, 0, string.Empty));
    }

    /// <summary>An intent was such that the connection has to end.</summary>
    public void Fail() => _session.Fail();

    /// <summary>Runs the conversation to its end. <paramref name="handle"/> gets what the session machine does not do itself.</summary>
    public async Task RunAsync(Action<StateConnection, ServerAction, double> handle, CancellationToken stop)
    {
        Task sending = SendAllAsync();
        try
        {
            await ConverseAsync(handle, sending, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // The socket broke; what still waits in the queue has no reader.
            _socket.Abort();
        }
        finally
        {
            _outbound.Writer.TryComplete();
        }

        await sending.ConfigureAwait(false);
    }

    private async Task ConverseAsync(Action<StateConnection, ServerAction, double> handle, Task sending, CancellationToken stop)
    {
        using var ends = new CancellationTokenSource();

        // Of this conversation, so that it takes back its place at the server's token when it ends.
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task stopped = Task.Delay(Timeout.Infinite, stops.Token);
        Task<bool> receiving = ReceiveAsync(ends.Token);
        while (_session.NextDue is { } due)
        {
            TimeSpan wait = due - _session.Now;
            using var alarm = CancellationTokenSource.CreateLinkedTokenSource(ends.Token);
            Task first = await Task.WhenAny(receiving, stopped, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, alarm.Token)).ConfigureAwait(false);
            await alarm.CancelAsync().ConfigureAwait(false);
            if (first == stopped)
            {
                _session.Leave("shutdown", "server is shutting down", "server_shutdown");
            }
            else if (first != receiving)
            {
                _session.Tick();
            }
            else if (await receiving.ConfigureAwait(false))
            {
                if (!_messages.TryPass(1, _receivedAt) || !_bytes.TryPass(_inboundLength, _receivedAt))
                {
                    _session.Leave("rate_limited", $"more than {MessagesPerSecond:0} messages or {BytesPerSecond / (1 << 20):0} MiB a second", "rate_limited");
                    Drain(handle);
                    break;
                }

                _session.Received(_inbound.AsSpan(0, _inboundLength), _isBinary);
                Drain(handle);
                receiving = ReceiveAsync(ends.Token);
                continue;
            }
            else
            {
                break;
            }

            Drain(handle);
        }

        TimeSpan patience = stop.IsCancellationRequested ? s_shutdownPatience : s_closePatience;
        _outbound.Writer.TryComplete();

        // The peer can answer the close only when it has been sent, behind all that waits before it.
        await Task.WhenAny(sending, Task.Delay(patience, CancellationToken.None)).ConfigureAwait(false);
        ends.CancelAfter(patience);
        await FinishReceivingAsync(receiving).ConfigureAwait(false);
    }

    private void Drain(Action<StateConnection, ServerAction, double> handle)
    {
        while (_session.TryTakeAction(out ServerAction action))
        {
            switch (action)
            {
                case ServerAction.Send send:
                    Send(send.Message);
                    break;
                case ServerAction.Close close:
                    Post(new Outgoing(null, close.Code, close.Reason));
                    _outbound.Writer.TryComplete();
                    break;
                default:
                    handle(this, action, _receivedAt);
                    break;
            }
        }
    }

    /// <summary>Waits a moment for the peer's half of the close, then gives up on it.</summary>
    private static async Task FinishReceivingAsync(Task<bool> receiving)
    {
        try
        {
            while (await receiving.ConfigureAwait(false))
            {
                // Whatever still comes after the close is not listened to; one message is all there can be.
                break;
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // It did not answer in time.
        }
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancel)
    {
        _inboundLength = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_inbound.AsMemory(_inboundLength), cancel).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            _inboundLength += result.Count;
            if (result.EndOfMessage)
            {
                _isBinary = result.MessageType == WebSocketMessageType.Binary;
                _receivedAt = _clock.Now;
                return true;
            }

            if (_inboundLength >= _maxMessageBytes)
            {
                Post(new Outgoing(null, (int)WebSocketCloseStatus.MessageTooBig, $"messages are limited to {_maxMessageBytes} bytes"));
                _outbound.Writer.TryComplete();
                return false;
            }

            if (_inboundLength == _inbound.Length)
            {
                Array.Resize(ref _inbound, Math.Min(2 * _inbound.Length, _maxMessageBytes));
            }
        }
    }

    private void Post(in Outgoing item)
    {
        if (!_outbound.Writer.TryWrite(item) && !_outbound.Reader.Completion.IsCompleted && _outbound.Reader.Count >= OutboundCapacity)
        {
            // A thousand frames behind: it will not catch up.
            _socket.Abort();
        }
    }

    private async Task SendAllAsync()
    {
        var text = new ArrayBufferWriter<byte>(1024);
        try
        {
            await foreach (Outgoing item in _outbound.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                using var patience = new CancellationTokenSource(s_sendPatience);
                if (item.Message is null)
                {
                    await _socket.CloseOutputAsync((WebSocketCloseStatus)item.CloseCode, item.Reason, patience.Token).ConfigureAwait(false);
                    return;
                }

                text.ResetWrittenCount();
                MessageWriter.Write(text, item.Message);
                await _socket.SendAsync(text.WrittenMemory, WebSocketMessageType.Text, true, patience.Token).ConfigureAwait(false);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            _socket.Abort();
        }
    }

    /// <summary>A frame, or the close that ends them.</summary>
    private readonly record struct Outgoing(Message? Message, int CloseCode, string Reason);
}
