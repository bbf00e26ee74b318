using System;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Streaming;

/// <summary>One pixel socket: takes frames from its stream and sends them at its own pace. A slow or dead viewer harms nobody else.</summary>
/// <remarks>
/// Threads: <see cref="Offer"/> by the encode threads, never blocking; <see cref="RunAsync"/> by the pool; <see cref="Credit"/> by any.
/// Ownership: the socket is the caller's.
/// </remarks>
internal sealed class PixelViewer
{
    // Megabytes each: who asks faster than the network takes them is refused.
    private const int MostAnswers = 8;

    // One is being drawn and two may be packed when it says that it has room.
    private const int RoomBelow = MostAnswers - 4;

    /// <summary>A viewer that takes nothing for this long is gone.</summary>
    private static readonly TimeSpan s_sendPatience = TimeSpan.FromSeconds(10);

    private readonly WebSocket _socket;
    private readonly ServerClock _clock;
    private readonly Action<PixelViewer> _keyframeRequested;
    private readonly Action _hasRoom;
    private readonly ViewerQueue _queue = new();
    private readonly StillSlot _still = new();
    private readonly ConcurrentQueue<EncodedFrame> _answers = new();

    // Carries no data, only "look at the queue"; one such note is enough.
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private byte[] _message = new byte[128 * 1024];

    public PixelViewer(WebSocket socket, ViewerTraits traits, RateControl rate, ServerClock clock, Action<PixelViewer> keyframeRequested, Action hasRoom)
    {
        _socket = socket;
        Traits = traits;
        Flow = new ViewerFlow(traits.IsCredited, rate);
        _clock = clock;
        _keyframeRequested = keyframeRequested;
        _hasRoom = hasRoom;
    }

    public ViewerTraits Traits { get; }

    public ViewerFlow Flow { get; }

    public ViewerQueue Queue => _queue;

    /// <summary>When it moved to a slower stream, and how often it had to.</summary>
    public ViewerHistory History { get; } = new();

    /// <summary>The socket is gone or going.</summary>
    public bool IsClosed { get; private set; }

    public long Sent { get; private set; }

    public long Stills { get; private set; }

    public long Dropped => _queue.Dropped;

    /// <summary>Whether a picture made now would be of use: its turn has come on the way to the viewer, and nothing waits before it.</summary>
    public bool HasRoom(double now) => _queue.Count <= 1 && Flow.HasRoom(now);

    /// <summary>Others of the stream go on and this one does not follow.</summary>
    public bool IsBehind => _queue.HasGap || Flow.IsBehind;

    /// <summary>A frame of a stream; one that the viewer has left meanwhile is passed over.</summary>
    public void Offer(VideoStream stream, EncodedFrame frame, double now)
    {
        _still.Supersede(frame.View.Revision);
        if (_queue.Offer(stream, frame, out uint sequence))
        {
            Flow.OnOffered(sequence, frame.Length, now);
            _work.Writer.TryWrite(true);
        }
    }

    /// <summary>A lossless picture of what is shown; sent when nothing else waits, and forgotten when something newer comes before that.</summary>
    public void OfferStill(EncodedFrame still)
    {
        _still.Put(still);
        _work.Writer.TryWrite(true);
    }

    /// <summary>Told when an answer was sent: there is room for another.</summary>
    public Action Answered { get; init; } = static () => { };

    /// <summary>Few enough answers wait that one more may be drawn.</summary>
    public bool HasRoomForAnswers => _answers.Count < RoomBelow;

    /// <summary>A picture that this viewer asked for; nothing makes it void.</summary>
    public bool TryAnswer(EncodedFrame still)
    {
        if (_answers.Count >= MostAnswers)
        {
            return false;
        }

        still.Hold();
        _answers.Enqueue(still);
        _work.Writer.TryWrite(true);
        return true;
    }

    /// <summary>The viewer says what it has shown.</summary>
    public void Credit(uint sequence, int window, double now)
    {
        Flow.OnCredit(sequence, window, now);
        _hasRoom();
    }

    /// <summary>Sends until the socket or the server closes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (_socket.State == WebSocketState.Open)
        {
            await _work.Reader.ReadAsync(stop).ConfigureAwait(false);
            while (_queue.TryTake(out QueuedFrame frame))
            {
                int length = Compose(frame.Frame, frame.Sequence);
                frame.Frame.Release();
                await SendAsync(length, stop).ConfigureAwait(false);
                Sent++;
                Flow.OnSent(frame.Sequence, _clock.Now);
                if (!Traits.IsCredited)
                {
                    _hasRoom();
                }
            }

            if (_queue.TakeResume())
            {
                _keyframeRequested(this);
            }

            if (_answers.TryDequeue(out EncodedFrame? still) || _still.TryTake(out still))
            {
                int length = Compose(still!, Flow.Newest);
                still!.Release();
                Flow.OnStill();
                await SendAsync(length, stop).ConfigureAwait(false);
                Flow.OnStillSent(_clock.Now);
                Stills++;

                Answered();

                // Perhaps one more waits.
                _work.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Lets go of the frames that wait.</summary>
    public void Close()
    {
        IsClosed = true;
        _queue.Restart(null);
        _still.Clear();
        while (_answers.TryDequeue(out EncodedFrame? answer))
        {
            answer.Release();
        }
    }

    private async Task SendAsync(int length, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(s_sendPatience);
        await _socket.SendAsync(_message.AsMemory(0, length), WebSocketMessageType.Binary, true, patience.Token).ConfigureAwait(false);
    }

    private int Compose(EncodedFrame frame, uint sequence)
    {
        int needed = PixelMessage.MaxPrefixSize + frame.Length;
        if (_message.Length < needed)
        {
            _message = new byte[Math.Max(needed, 2 * _message.Length)];
        }

        PixelHeader header = frame.Header with { Sequence = sequence };
        int prefix = Traits.WantsView
            ? PixelMessage.WritePrefix(_message, header, frame.ViewSentAt(_clock.Now))
            : PixelMessage.WritePrefix(_message, header);
        frame.Payload.CopyTo(_message.AsSpan(prefix));
        return prefix + frame.Length;
    }
}
