using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>The server's side of the state channel as a pure state machine: frames and time go in, actions come out.</summary>
/// <remarks>
/// <para>It decides as the reference server was observed to: the order of the handshake's checks, which bad frames are answered, ignored or end the
/// connection, and how silence is counted.</para>
/// <para><b>Threads</b>: one at a time; the owner serialises.</para>
/// </remarks>
public sealed class ServerSession
{
    private const int NormalClose = 1000;
    private const int InternalErrorClose = 1011;
    private const int MissedLimit = 2;

    private readonly ServerSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly Queue<ServerAction> _actions = new();
    private ImmutableArray<string> _commands = [];
    private TimeSpan _due;
    private bool _heard;
    private int _missed;
    private bool _closed;

    /// <summary>Creates the session of a connection that has just been upgraded.</summary>
    public ServerSession(ServerSessionOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        Frames = new FrameFactory(time);
        Id = Guid.NewGuid().ToString("D");
        _due = Now + options.HandshakeTimeout;
    }

    /// <summary>The session's id, new for every connection.</summary>
    public string Id { get; }

    /// <summary>Makes the frames of this session.</summary>
    public FrameFactory Frames { get; }

    /// <summary>The client's hello, once the session lives.</summary>
    public SessionHello? Hello { get; private set; }

    /// <summary>Whether the handshake succeeded and the connection is still wanted.</summary>
    public bool IsLive => Hello is not null && !_closed;

    /// <summary>The extensions that were agreed on.</summary>
    public NegotiatedFeatures Features { get; private set; } = NegotiatedFeatures.None;

    /// <summary>When <see cref="Tick"/> has something to do; null after the close.</summary>
    public TimeSpan? NextDue => _closed ? null : _due;

    /// <summary>The machine's clock.</summary>
    public TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>Takes the next action; false when there is none.</summary>
    public bool TryTakeAction(out ServerAction action) => _actions.TryDequeue(out action!);

    /// <summary>A WebSocket message arrived.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="isBinary">Whether it was a binary message; the reference server takes JSON from those too.</param>
    public void Received(ReadOnlySpan<byte> data, bool isBinary)
    {
        if (_closed)
        {
            return;
        }

        // The hello has to be UTF-8; later messages may come in the wider encodings too.
        bool decode = isBinary && Hello is not null;
        byte[]? decoded = decode ? BinaryText.ToUtf8(data) : null;
        if (decode && decoded is null)
        {
            CloseWith(NormalClose, string.Empty);
            return;
        }

        bool read = MessageReader.TryRead(decoded ?? data, out Message? message, out MessageError error);
        if (Hello is null)
        {
            Handshake(message, read ? default : error);
        }
        else if (read)
        {
            _heard = true;
            Hear(message!);
        }
        else
        {
            HearBad(error);
        }
    }

    /// <summary>Does what time demands: the handshake's deadline, heartbeats, the end of a silent client.</summary>
    public void Tick()
    {
        if (_closed || Now < _due)
        {
            return;
        }

        if (Hello is null)
        {
            Reject("timeout", "no session.hello arrived in time");
            return;
        }

        // Counted from now: a server that was held up must not blame its clients for the time that it lost.
        _due = Now + _options.Heartbeat;
        _missed = _heard ? 0 : _missed + 1;
        _heard = false;
        if (_missed >= MissedLimit)
        {
            const string Text = "heartbeat timeout";
            SendFrame(new SessionGoodbye(Frames.Envelope("goodbye", Id), "timeout", Text, "heartbeat_timeout"));
            CloseWith(InternalErrorClose, Text);
            return;
        }

        SendFrame(new SessionHeartbeat(Frames.Envelope("heartbeat", Id)));
    }

    /// <summary>The server ends the session on purpose.</summary>
    public void Leave(string code, string text, string reason)
    {
        if (!_closed)
        {
            if (Hello is not null)
            {
                SendFrame(new SessionGoodbye(Frames.Envelope("goodbye", Id), code, text, reason));
            }

            CloseWith(NormalClose, string.Empty);
        }
    }

    /// <summary>An intent has such a shape that the reference server drops the connection; so do we, because clients are written against that.</summary>
    public void Fail()
    {
        if (!_closed)
        {
            CloseWith(NormalClose, string.Empty);
        }
    }

    private void Handshake(Message? message, in MessageError error)
    {
        switch (error.Kind)
        {
            case MessageErrorKind.NotUtf8:
                Reject("invalid_payload", "session.hello must be UTF-8 text");
                return;
            case MessageErrorKind.NotJson:
                Reject("invalid_json", "session.hello must be JSON");
                return;
            case MessageErrorKind.NotAnObject:
                CloseWith(InternalErrorClose, string.Empty);
                return;
        }

        string type = (message?.Type ?? error.FrameType ?? string.Empty).ToLowerInvariant();
        if (type != MessageTypes.SessionHello)
        {
            Reject("unexpected_message", "expected session.hello", State.MapValue.Of(("received", type)));
        }
        else if (message is not SessionHello hello)
        {
            string problem = error.Kind == MessageErrorKind.None ? $"The type must be spelled {MessageTypes.SessionHello}." : error.Text;
            Reject("invalid_payload", "session.hello was not understood", State.MapValue.Of(("error", problem)));
        }
        else if (!hello.Protocols.Contains(Message.ProtocolVersion))
        {
            Reject("protocol_mismatch", "this server needs protocol 2", State.MapValue.Of(("client_protocols", hello.Protocols.ToArray())));
        }
        else if (FeatureNames.Mandatory.Where(feature => !hello.Wants(feature)).ToArray() is { Length: > 0 } missing)
        {
            var list = State.ListValue.Of<string>(missing, static feature => feature);
            Reject("unsupported_client", "the client lacks mandatory features", State.MapValue.Of(("missing", list)));
        }
        else
        {
            Begin(hello);
        }
    }

    private void Begin(SessionHello hello)
    {
        Hello = hello;
        Features = NegotiatedFeatures.From(hello, _options.Extensions);
        _commands = WelcomeFeatures.Commands(hello, _options);
        _heard = true;
        _due = Now + _options.Heartbeat;
        var info = new SessionInfo(Id, _options.Heartbeat.TotalSeconds, _options.AckTimeoutMs);
        SendFrame(new SessionWelcome(Frames.Envelope("welcome", Id), info, WelcomeFeatures.For(hello, _options)));
        _actions.Enqueue(new ServerAction.Began(hello));
    }

    private void Hear(Message message)
    {
        switch (message)
        {
            case StateUpdate update:
                _actions.Enqueue(new ServerAction.Apply(update));
                break;
            case CallCommand call when _commands.Contains(call.Command):
                _actions.Enqueue(new ServerAction.Run(call));
                break;
            case CallCommand call:
                Refuse(call.FrameId!, new ErrorInfo("command.not_found", $"unknown command '{call.Command}'"));
                break;
            case SessionGoodbye goodbye:
                Goodbye(goodbye);
                break;
            case ClockPing when Features.Has(FeatureNames.Clock):
            case DisplayCredit when Features.Has(FeatureNames.Credit):
            case DriveRequest when Features.Has(FeatureNames.Drive):
            case ViewSize when Features.Has(FeatureNames.ViewSize):
                _actions.Enqueue(new ServerAction.Deliver(message));
                break;
        }
    }

    private void HearBad(in MessageError error)
    {
        switch (error.Kind)
        {
            case MessageErrorKind.NotJson or MessageErrorKind.NotUtf8:
                // Noise is neither answered nor a sign of life.
                return;
            case MessageErrorKind.NotAnObject:
                CloseWith(NormalClose, string.Empty);
                return;
        }

        _heard = true;
        switch (error.FrameType)
        {
            case MessageTypes.SessionAck:
                CloseWith(NormalClose, string.Empty);
                break;
            case MessageTypes.SessionGoodbye:
                Goodbye(null);
                break;
            case MessageTypes.StateUpdate when error.FrameId is string frame && error.IntentId is string intent:
                var problem = new ErrorInfo("state.invalid", "state.update payload invalid", State.MapValue.Of(("error", error.Text)));
                SendFrame(AckState.Reject(Frames.Envelope("ack", error.Session ?? Id), intent, frame, problem));
                break;
            case MessageTypes.CallCommand:
                Refuse(error.FrameId ?? "unknown", new ErrorInfo("command.forbidden", error.Text));
                break;
        }
    }

    private void Goodbye(SessionGoodbye? goodbye)
    {
        SendFrame(new SessionGoodbye(
            Frames.Envelope("goodbye", Id),
            goodbye?.Code ?? "goodbye",
            goodbye?.Text ?? "client requested shutdown",
            goodbye?.Reason ?? "client_goodbye"));
        CloseWith(NormalClose, string.Empty);
    }

    private void Refuse(string inReplyTo, ErrorInfo error) => SendFrame(new ErrorCommand(Frames.Envelope("error", Id), inReplyTo, error));

    private void Reject(string code, string reason, State.StateValue? details = null)
    {
        SendFrame(new SessionReject(Frames.Envelope("reject", null), code, reason, details));
        CloseWith(NormalClose, string.Empty);
    }

    private void CloseWith(int code, string reason)
    {
        _closed = true;
        _actions.Enqueue(new ServerAction.Close(code, reason));
    }

    private void SendFrame(Message message) => _actions.Enqueue(new ServerAction.Send(message));
}
