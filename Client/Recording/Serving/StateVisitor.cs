using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Recording;
using Fathom.Protocol.Session;

namespace Fathom.Client.Recording.Serving;

/// <summary>One viewer of a served recording on the state channel: hears what the recorded viewer heard, and is told that nothing can be changed.</summary>
/// <remarks>Threads: a receive loop, a send loop and a clock drive the session under a lock; the playhead puts messages into the bounded queue between.</remarks>
internal sealed class StateVisitor : IPlayheadListener
{
    private const int LongestMessage = 1 << 20;
    private const int MostWaiting = 2048;

    private static readonly TimeSpan s_watch = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly WebSocket _socket;
    private readonly RecordedFile _file;
    private readonly Playhead _playhead;
    private readonly ServerSession _session;
    private readonly Action<string> _keyframe;
    private readonly TimeProvider _time;
    private readonly Channel<Message> _outbox = Channel.CreateBounded<Message>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _leave;

    /// <summary>Creates a visitor that does nothing yet.</summary>
    /// <param name="socket">Its socket.</param>
    /// <param name="file">The recording.</param>
    /// <param name="playhead">Where it stands.</param>
    /// <param name="options">What the recording can offer.</param>
    /// <param name="keyframe">Somebody of this session wants a key frame.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it.</param>
    public StateVisitor(WebSocket socket, RecordedFile file, Playhead playhead, ServerSessionOptions options, Action<string> keyframe, TimeProvider time, CancellationToken stop)
    {
        _socket = socket;
        _file = file;
        _playhead = playhead;
        _keyframe = keyframe;
        _time = time;
        _session = new ServerSession(options, time);
        _leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>The session's id.</summary>
    public string Id => _session.Id;

    /// <summary>Whether this extension was agreed on.</summary>
    public bool Has(string feature)
    {
        lock (_gate)
        {
            return _session.Features.Has(feature);
        }
    }

    /// <summary>Talks until one side ends it.</summary>
    public async Task RunAsync()
    {
        Task sending = SendAllAsync();
        Task watching = WatchAsync();
        try
        {
            var incoming = new MessageBuffer(LongestMessage);
            while (await incoming.ReceiveAsync(_socket, _leave.Token).ConfigureAwait(false) == ReceivedKind.Message)
            {
                Drive(() => _session.Received(incoming.Bytes, isBinary: false));
            }
        }
        catch (Exception error) when (error is OperationCanceledException || StreamSocket.IsNetworkFailure(error))
        {
            // It is gone, or the recording ends.
        }
        finally
        {
            _playhead.Remove(this);
            _outbox.Writer.TryComplete();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _leave.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _leave.Dispose();
        }
    }

    /// <inheritdoc/>
    public void OnBegin(int position)
    {
        var baseline = new StateBaseline();
        for (int i = 0; i < position; i++)
        {
            RecordedEntry entry = _file.Entries[i];
            if (TryRead(entry, out Message? message, out byte[] text))
            {
                baseline.Keep(BaselineParts.Of(message), text);
            }
        }

        baseline.Tell(text =>
        {
            if (MessageReader.TryRead(text, out Message? message, out _))
            {
                Pass(message!);
            }
        });
    }

    /// <inheritdoc/>
    public void OnEntry(int index)
    {
        if (TryRead(_file.Entries[index], out Message? message, out _))
        {
            Pass(message!);
        }
    }

    private bool TryRead(in RecordedEntry entry, out Message? message, out byte[] text)
    {
        message = null;
        text = [];
        if (entry.Kind != RecordKind.StateReceived)
        {
            return false;
        }

        text = _file.Read(entry);
        return MessageReader.TryRead(text, out message, out _) && ReplaySource.IsForAnyone(message!);
    }

    /// <summary>The same message for this session; what a server may receive but not send is left out.</summary>
    private void Pass(Message message)
    {
        if (message is SessionWelcome or DriveState)
        {
            return;
        }

        try
        {
            _outbox.Writer.TryWrite(message.WithEnvelope(message.Envelope with { Session = Id }));
        }
        catch (ArgumentException)
        {
            // A form that only a foreign server writes.
        }
    }

    private void Drive(Action tell)
    {
        bool begins = false;
        lock (_gate)
        {
            tell();
            while (_session.TryTakeAction(out ServerAction action))
            {
                begins |= action is ServerAction.Began;
                Act(action);
            }
        }

        if (begins)
        {
            // Outside our lock: the playhead calls back under its own.
            _playhead.Add(this);
        }
    }

    private void Act(ServerAction action)
    {
        switch (action)
        {
            case ServerAction.Send send:
                _outbox.Writer.TryWrite(send.Message);
                break;
            case ServerAction.Close:
                _outbox.Writer.TryComplete();
                break;
            case ServerAction.Apply apply:
                Refuse(apply.Update);
                break;
            case ServerAction.Run { Command.Command: CommandNames.RequestKeyframe } run:
                _outbox.Writer.TryWrite(new ReplyCommand(_session.Frames.Envelope("reply", Id), run.Command.FrameId!));
                _keyframe(Id);
                break;
            case ServerAction.Run run:
                Refuse(run.Command);
                break;
            case ServerAction.Deliver { Message: ClockPing ping }:
                double now = _session.Frames.UnixSeconds;
                _outbox.Writer.TryWrite(new ClockPong(_session.Frames.Envelope("clock", Id), ping.Id, ping.ClientSeconds, now, now));
                break;
        }
    }

    private void Refuse(Message message)
    {
        if (RecordingRefusal.Answer(message, _session.Frames, Id) is { } answer)
        {
            _outbox.Writer.TryWrite(answer);
        }
    }

    private async Task SendAllAsync()
    {
        var text = new ArrayBufferWriter<byte>(4096);
        try
        {
            await foreach (Message message in _outbox.Reader.ReadAllAsync(_leave.Token).ConfigureAwait(false))
            {
                text.ResetWrittenCount();
                try
                {
                    MessageWriter.Write(text, message);
                }
                catch (ArgumentException)
                {
                    continue;
                }

                await _socket.SendAsync(text.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, _leave.Token).ConfigureAwait(false);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _leave.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException || StreamSocket.IsNetworkFailure(error))
        {
            _socket.Abort();
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(s_watch, _time);
        while (await timer.WaitForNextTickAsync(_leave.Token).ConfigureAwait(false))
        {
            Drive(_session.Tick);
        }
    }
}
