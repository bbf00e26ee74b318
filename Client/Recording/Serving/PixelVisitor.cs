using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording.Serving;

/// <summary>One viewer of a served recording on the pixel channel. Its stream begins with a key frame and has numbers without gaps, wherever the recording stands.</summary>
/// <remarks>Threads: the playhead puts indexes into a bounded queue, one loop reads the file and sends. A viewer who does not keep up goes on at the next key frame.</remarks>
internal sealed class PixelVisitor : IPlayheadListener
{
    private const int MostWaiting = 4096;
    private const int MostAtOnce = 16;

    /// <summary>Between units that are sent again: a decoder takes them, and its queue does not overflow.</summary>
    private static readonly TimeSpan s_betweenRepeats = TimeSpan.FromMilliseconds(4);

    private readonly WebSocket _socket;
    private readonly RecordedFile _file;
    private readonly Playhead _playhead;
    private readonly bool _withView;
    private readonly bool _stills;
    private readonly TimeProvider _time;
    private readonly Channel<int> _due = Channel.CreateBounded<int>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private bool _needsKey;
    private uint _sequence;
    private uint _lastRecorded;
    private bool _hasSent;

    /// <summary>Creates a visitor that does nothing yet.</summary>
    /// <param name="socket">Its socket.</param>
    /// <param name="file">The recording.</param>
    /// <param name="playhead">Where it stands.</param>
    /// <param name="withView">Whether it understands view blocks.</param>
    /// <param name="stills">Whether it understands lossless stills.</param>
    /// <param name="time">The clock.</param>
    public PixelVisitor(WebSocket socket, RecordedFile file, Playhead playhead, bool withView, bool stills, TimeProvider time)
    {
        _socket = socket;
        _file = file;
        _playhead = playhead;
        _withView = withView;
        _stills = stills;
        _time = time;
    }

    /// <summary>The session that it belongs to; null for a plain viewer.</summary>
    public string? Session { get; init; }

    /// <summary>Sends until one side ends it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task listening = ListenAsync(leave);
        _playhead.Add(this);
        try
        {
            await SendAllAsync(leave.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException || StreamSocket.IsNetworkFailure(error))
        {
            _socket.Abort();
        }
        finally
        {
            _playhead.Remove(this);
            await leave.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Somebody wants a key frame: the last one comes again, and all that was shown since.</summary>
    public void Repeat() => _playhead.Hold(OnBegin);

    /// <inheritdoc/>
    public void OnBegin(int position)
    {
        int key = position - 1;
        while (key >= 0 && _file.Entries[key].Unit != UnitKind.Key)
        {
            key--;
        }

        if (key < 0)
        {
            _needsKey = true;
            return;
        }

        for (int i = key; i < position; i++)
        {
            Queue(i);
        }
    }

    /// <inheritdoc/>
    public void OnEntry(int index) => Queue(index);

    private void Queue(int index)
    {
        UnitKind unit = _file.Entries[index].Unit;
        if (unit is UnitKind.None or UnitKind.Answer || (unit == UnitKind.Still && !_stills))
        {
            return;
        }

        _needsKey &= unit != UnitKind.Key;
        if (!_needsKey)
        {
            _needsKey = !_due.Writer.TryWrite(index);
        }
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        byte[] memory = [];
        await foreach (int index in _due.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            RecordedEntry entry = _file.Entries[index];
            if (memory.Length < entry.Length)
            {
                memory = new byte[entry.Length * 2];
            }

            _file.Read(entry, memory);
            if (TryAddress(entry, memory, out Memory<byte> message))
            {
                await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, stop).ConfigureAwait(false);
            }

            if (_due.Reader.Count > MostAtOnce)
            {
                await Task.Delay(s_betweenRepeats, _time, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives the message this viewer's number, the time of this showing, and takes the view away from one who does not know it.</summary>
    private bool TryAddress(in RecordedEntry entry, byte[] memory, out Memory<byte> message)
    {
        message = default;
        bool recordedWithView = entry.Kind == RecordKind.PixelWithView;
        Span<byte> bytes = memory.AsSpan(0, entry.Length);
        if (!PixelMessage.TryParse(bytes, recordedWithView, out PixelHeader header, out _, out _, out int offset, out _))
        {
            return false;
        }

        if (entry.Unit == UnitKind.Still)
        {
            if (!_hasSent || header.Sequence != _lastRecorded || !_withView)
            {
                return false;
            }
        }
        else
        {
            _sequence += _hasSent ? 1u : 0;
            _hasSent = true;
            _lastRecorded = header.Sequence;
        }

        bool keepsView = recordedWithView && _withView;
        int start = keepsView ? 0 : offset - PixelHeader.Size;
        PixelHeader own = header with { Sequence = _sequence, Timestamp = _playhead.Restamp(header.Timestamp), ViewLength = keepsView ? header.ViewLength : (ushort)0 };
        own.Write(bytes[start..]);
        message = memory.AsMemory(start, entry.Length - start);
        return true;
    }

    /// <summary>Nothing is said here, but the close is.</summary>
    private async Task ListenAsync(CancellationTokenSource leave)
    {
        var incoming = new MessageBuffer(1 << 10);
        try
        {
            while (await incoming.ReceiveAsync(_socket, leave.Token).ConfigureAwait(false) == ReceivedKind.Message)
            {
                // It has nothing to say.
            }
        }
        catch (Exception error) when (error is OperationCanceledException || StreamSocket.IsNetworkFailure(error))
        {
            // It is gone.
        }

        await leave.CancelAsync().ConfigureAwait(false);
    }
}
