using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Recording;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Session;

namespace Fathom.Client.Streams;

/// <summary>
/// Receives the pixel channel: message after message straight into pooled native memory, which the decoder reads without a copy.
/// Connects again until it is stopped.
/// </summary>
/// <remarks>
/// Threads: one loop on the pool; <see cref="Aim"/> may be called by any thread.
/// Ownership: of the buffers until the sink takes them over.
/// </remarks>
internal sealed class PixelReceiver : IDisposable
{
    private const int FirstGuess = 64 << 10;

    private readonly RetryPause _pause = new();
    private readonly string? _token;
    private readonly int _maxMessageBytes;
    private readonly NativeBufferPool _pool;
    private readonly IUnitSink _sink;
    private readonly ClientInbox _inbox;
    private readonly FlightCounters _counters;
    private readonly ReconnectPolicy _reconnect;
    private readonly TimeProvider _time;
    private readonly IWireTap? _tap;
    private readonly SemaphoreSlim _aimed = new(0, 1);
    private readonly Lock _gate = new();
    private PixelTarget? _target;
    private ClientWebSocket? _socket;
    private Action? _leave;
    private int _guess = FirstGuess;

    /// <summary>Creates a receiver that does nothing until it is aimed and run.</summary>
    public PixelReceiver(
        string? token,
        int maxMessageBytes,
        NativeBufferPool pool,
        IUnitSink sink,
        ClientInbox inbox,
        FlightCounters counters,
        ReconnectPolicy reconnect,
        TimeProvider time,
        IWireTap? tap = null)
    {
        _tap = tap;
        _token = token;
        _maxMessageBytes = maxMessageBytes;
        _pool = pool;
        _sink = sink;
        _inbox = inbox;
        _counters = counters;
        _reconnect = reconnect;
        _time = time;
    }

    /// <summary>Receive from here; leaves the present connection when it is another one.</summary>
    public void Aim(PixelTarget target)
    {
        lock (_gate)
        {
            if (target == _target)
            {
                return;
            }

            _target = target;
            _leave?.Invoke();
            if (_aimed.CurrentCount == 0)
            {
                _aimed.Release();
            }
        }
    }

    /// <summary>Ends the pause before the next attempt.</summary>
    public void RetryNow() => _pause.End();

    /// <summary>Breaks the present connection, without a word. Any thread.</summary>
    public void Drop() => Volatile.Read(ref _socket)?.Abort();

    /// <summary>Receives until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await _aimed.WaitAsync(stop).ConfigureAwait(false);
        while (!stop.IsCancellationRequested)
        {
            using var redirect = CancellationTokenSource.CreateLinkedTokenSource(stop);
            PixelTarget target;
            lock (_gate)
            {
                target = _target!;
                _leave = redirect.Cancel;
            }

            ChannelEnd end = await ReceiveFromAsync(target, redirect.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _leave = null;
                if (target != _target)
                {
                    continue;
                }
            }

            if (!stop.IsCancellationRequested)
            {
                await WaitAsync(end, stop).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aimed.Dispose();

    /// <summary>Body of the loop: one connection from its first to its last message. Throws what the wrapper classifies.</summary>
    private async Task<ChannelEnd> PumpAsync(WebSocket socket, PixelTarget target, CancellationToken stop)
    {
        while (true)
        {
            NativeBuffer buffer = _pool.Rent(_guess);
            try
            {
                int length = 0;
                long firstByteAt = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length > _maxMessageBytes || (length == buffer.Capacity && !Grow(ref buffer, length)))
                    {
                        return new ChannelEnd(
                            ChannelEndKind.ProtocolError,
                            $"A pixel message is larger than {_maxMessageBytes >> 20} MiB; --max-message-mib allows more.");
                    }

                    part = await socket.ReceiveAsync(buffer.Memory[length..], stop).ConfigureAwait(false);
                    if (firstByteAt == 0)
                    {
                        firstByteAt = _time.GetTimestamp();
                    }

                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return ChannelEnd.Closed(socket.CloseStatus, socket.CloseStatusDescription);
                }

                if (part.MessageType == WebSocketMessageType.Binary)
                {
                    buffer.Length = length;
                    _guess = Math.Clamp(length * 2, FirstGuess, 4 << 20);
                    HandOver(ref buffer, target, firstByteAt);
                }
            }
            finally
            {
                buffer?.Return();
            }
        }
    }

    private async Task<ChannelEnd> ReceiveFromAsync(PixelTarget target, CancellationToken stop)
    {
        bool connected = false;
        try
        {
            await TellAsync(ChannelPhase.Connecting, null, 0, stop).ConfigureAwait(false);
            using ClientWebSocket socket = await StreamSocket.ConnectAsync(target.Url, _token, stop).ConfigureAwait(false);
            connected = true;
            Volatile.Write(ref _socket, socket);
            _reconnect.Connected(_time.GetElapsedTime(0));
            _counters.NoteSequence(null);
            _tap?.OnConnected(ChannelKind.Pixel, _time.GetTimestamp());
            _sink.OnConnected();
            await TellAsync(ChannelPhase.Connected, null, 0, stop).ConfigureAwait(false);
            return await PumpAsync(socket, target, stop).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return ChannelEnd.Stopped;
        }
        catch (Exception error) when (StreamSocket.IsNetworkFailure(error))
        {
            return ChannelEnd.Classify(error, connected);
        }
        finally
        {
            Volatile.Write(ref _socket, null);
        }
    }

    private void HandOver(ref NativeBuffer buffer, PixelTarget target, long firstByteAt)
    {
        _tap?.OnPixel(buffer.Bytes, target.ViewNegotiated, _time.GetTimestamp());
        if (!PixelMessage.TryParse(buffer.Bytes, target.ViewNegotiated, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out _))
        {
            _counters.CountOther(buffer.Length);
            _counters.CountBadMessage();
            return;
        }

        int length = buffer.Length;
        var unit = new EncodedUnit
        {
            Buffer = buffer,
            Offset = offset,
            Length = buffer.Length - offset,
            Header = header,
            HasView = hasView,
            View = view,
            FirstByteTicks = firstByteAt,
            LastByteTicks = _time.GetTimestamp(),
        };
        buffer = null!;
        if (header.Codec == VideoCodec.LosslessStill)
        {
            // Beside the stream: it has the number of the frame that it repeats, and the decoder never sees it.
            _counters.CountOther(length);
            _sink.OnStill(unit);
            return;
        }

        _counters.CountReceived(length);
        _counters.NoteSequence(header.Sequence);
        _sink.OnUnit(unit);
    }

    private bool Grow(ref NativeBuffer buffer, int length)
    {
        buffer.Length = length;
        return length < _maxMessageBytes && _pool.TryGrow(ref buffer, Math.Min(_maxMessageBytes, length * 2));
    }

    private async Task WaitAsync(ChannelEnd end, CancellationToken stop)
    {
        TimeSpan delay = _reconnect.Ended(ChannelEnd.ToSession(end.Kind), _time.GetElapsedTime(0));
        long retryAt = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
        await TellAsync(ChannelPhase.Waiting, end, retryAt, stop).ConfigureAwait(false);
        // A new target ends the wait: it is why the state channel came back.
        await _pause.WaitAsync(leave => _aimed.WaitAsync(delay, leave), stop).ConfigureAwait(false);
    }

    private ValueTask TellAsync(ChannelPhase phase, ChannelEnd? end, long retryAt, CancellationToken stop) =>
        _inbox.PostAsync(new ChannelChanged(ChannelKind.Pixel, phase, end, retryAt), stop);
}
