using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Streaming;

/// <summary>One pixel socket: takes frames from its stream and sends them at its own pace. A slow or dead viewer harms nobody else.</summary>
/// <remarks>
/// Threads: <see cref="Offer"/> by the encode thread, never blocking; <see cref="RunAsync"/> by the pool.
/// Ownership: the socket is the caller's.
/// </remarks>
internal sealed class PixelViewer
{
    /// <summary>A viewer that takes nothing for this long is gone.</summary>
    private static readonly TimeSpan s_sendPatience = TimeSpan.FromSeconds(10);

    private readonly WebSocket _socket;
    private readonly VideoStream _stream;
    private readonly ServerClock _clock;
    private readonly Action _keyframeRequested;
    private readonly ViewerQueue _queue = new();

    // Carries no data, only "look at the queue"; one such note is enough.
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private byte[] _message = new byte[128 * 1024];

    public PixelViewer(WebSocket socket, VideoStream stream, ServerClock clock, Action keyframeRequested)
    {
        _socket = socket;
        _stream = stream;
        _clock = clock;
        _keyframeRequested = keyframeRequested;
    }

    public long Sent { get; private set; }

    public long Dropped => _queue.Dropped;

    public void Offer(EncodedFrame frame)
    {
        if (_queue.Offer(frame))
        {
            _work.Writer.TryWrite(true);
        }
    }

    /// <summary>Sends until the socket or the server closes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (_socket.State == WebSocketState.Open)
        {
            await _work.Reader.ReadAsync(stop).ConfigureAwait(false);
            while (_queue.TryTake(out EncodedFrame? frame))
            {
                int length = Compose(frame!);
                frame!.Release();
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(s_sendPatience);
                await _socket.SendAsync(_message.AsMemory(0, length), WebSocketMessageType.Binary, true, patience.Token).ConfigureAwait(false);
                Sent++;
            }

            if (_queue.TakeResume())
            {
                _keyframeRequested();
            }
        }
    }

    /// <summary>Lets go of the frames that wait.</summary>
    public void Close() => _queue.Clear();

    private int Compose(EncodedFrame frame)
    {
        int needed = PixelMessage.MaxPrefixSize + frame.Length;
        if (_message.Length < needed)
        {
            _message = new byte[Math.Max(needed, 2 * _message.Length)];
        }

        int prefix = _stream.SaysWhatItShows
            ? PixelMessage.WritePrefix(_message, frame.Header, frame.ViewSentAt(_clock.Now))
            : PixelMessage.WritePrefix(_message, frame.Header);
        frame.Payload.CopyTo(_message.AsSpan(prefix));
        return prefix + frame.Length;
    }
}
