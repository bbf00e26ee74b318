using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Session;

/// <summary>The client's side of the state channel as a pure state machine: events and time go in, actions come out.</summary>
/// <remarks>
/// <para>It opens no socket and starts no timer. Whoever owns the socket reports what happens, calls <see cref="Tick"/> when <see cref="NextDue"/> is reached,
/// and does what <see cref="TryTakeAction"/> gives, in order.</para>
/// <para><b>Threads</b>: one at a time; the owner serialises.</para>
/// <para><b>Resume</b>: the tokens in the hello are always null. It is the only mode in which a reference server's baseline is complete and current.</para>
/// </remarks>
public sealed class ClientSession
{
    private const int NormalClose = 1000;
    private const int InternalErrorClose = 1011;
    private const double SilenceFactor = 1.5;
    private const double LongestHeartbeat = 3600;

    private readonly ClientSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly ReconnectPolicy _reconnect;
    private readonly Queue<SessionAction> _actions = new();
    private TimeSpan _deadline;
    private TimeSpan _silenceLimit;

    /// <summary>Creates a session that is not connected.</summary>
    public ClientSession(ClientSessionOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _reconnect = new ReconnectPolicy(options.Seed);
        Frames = new FrameFactory(time);
    }

    /// <summary>Where the session stands.</summary>
    public SessionPhase Phase { get; private set; }

    /// <summary>Makes the frames of this client.</summary>
    public FrameFactory Frames { get; }

    /// <summary>The welcome of the living session, else null.</summary>
    public SessionWelcome? Welcome { get; private set; }

    /// <summary>The living session's id, else null.</summary>
    public string? Id => Welcome?.Info.Id;

    /// <summary>The extensions that were agreed on; none while there is no session.</summary>
    public NegotiatedFeatures Features { get; private set; } = NegotiatedFeatures.None;

    /// <summary>All that the server has said. It outlives the session: the last picture keeps its scale bar while the connection is made again.</summary>
    public ViewerState State { get; private set; } = ViewerState.Empty;

    /// <summary>Why the last session or attempt ended.</summary>
    public SessionEnd? LastEnd { get; private set; }

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures => _reconnect.Failures;

    /// <summary>When <see cref="Tick"/> has something to do, as a timestamp of <see cref="Now"/>; null when it has not.</summary>
    public TimeSpan? NextDue => Phase switch
    {
        SessionPhase.Handshaking or SessionPhase.Live or SessionPhase.Leaving => _deadline,
        SessionPhase.Waiting => _reconnect.DueAt,
        _ => null,
    };

    /// <summary>The machine's clock.</summary>
    public TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>Takes the next action; false when there is none.</summary>
    public bool TryTakeAction(out SessionAction action) => _actions.TryDequeue(out action!);

    /// <summary>Begins to connect, and to keep connected.</summary>
    public void Start()
    {
        if (Phase is SessionPhase.Idle or SessionPhase.Waiting)
        {
            Connect();
        }
    }

    /// <summary>The user does not want to wait for the next attempt.</summary>
    public void RetryNow()
    {
        if (Phase == SessionPhase.Waiting)
        {
            _reconnect.RetryNow(Now);
            Connect();
        }
    }

    /// <summary>The connection could not be made.</summary>
    public void ConnectFailed(string why) => End(SessionEnds.ConnectFailed(_options.Server, why));

    /// <summary>The connection is open: says hello.</summary>
    public void Connected()
    {
        Phase = SessionPhase.Handshaking;
        _deadline = Now + _options.HandshakeTimeout;
        _actions.Enqueue(new SessionAction.Send(Hello()));
    }

    /// <summary>A frame arrived.</summary>
    public void Received(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Phase == SessionPhase.Handshaking)
        {
            Handshake(message);
        }
        else if (Phase is SessionPhase.Live or SessionPhase.Leaving)
        {
            Hear(message);
        }
    }

    /// <summary>Something arrived that could not be read. It is a sign of life; only during the handshake it is fatal.</summary>
    public void ReceivedBad(in MessageError error)
    {
        if (Phase == SessionPhase.Handshaking)
        {
            Give(SessionEnds.BadHandshake(_options.Server, error.Text), NormalClose);
        }
        else if (Phase is SessionPhase.Live or SessionPhase.Leaving)
        {
            Alive();
            if (error.FrameType == MessageTypes.SessionGoodbye)
            {
                Give(SessionEnds.Goodbye(_options.Server, null), NormalClose);
            }
        }
    }

    /// <summary>The connection is gone.</summary>
    /// <param name="code">The close code, or null when it broke.</param>
    /// <param name="reason">The close reason.</param>
    public void SocketClosed(int? code, string? reason)
    {
        if (Phase == SessionPhase.Leaving)
        {
            End(SessionEnds.ByUser(_options.Server));
        }
        else if (Phase is SessionPhase.Handshaking or SessionPhase.Live)
        {
            End(SessionEnds.Closed(_options.Server, Phase == SessionPhase.Live, code, reason));
        }
        else if (Phase == SessionPhase.Connecting)
        {
            End(SessionEnds.ConnectFailed(_options.Server, reason ?? "The connection broke while it was made."));
        }
    }

    /// <summary>The user leaves: says goodbye and ends; nothing is tried again.</summary>
    public void Leave()
    {
        if (Phase == SessionPhase.Live)
        {
            Phase = SessionPhase.Leaving;
            _deadline = Now + _options.GoodbyeTimeout;
            var goodbye = new SessionGoodbye(Frames.Envelope("goodbye", Id), "goodbye", "viewer closed", "client_goodbye");
            _actions.Enqueue(new SessionAction.Send(goodbye));
        }
        else if (Phase is SessionPhase.Connecting or SessionPhase.Handshaking)
        {
            Give(SessionEnds.ByUser(_options.Server), NormalClose);
        }
        else if (Phase == SessionPhase.Waiting)
        {
            End(SessionEnds.ByUser(_options.Server));
        }
    }

    /// <summary>Does what time demands.</summary>
    public void Tick()
    {
        if (NextDue is not TimeSpan due || Now < due)
        {
            return;
        }

        switch (Phase)
        {
            case SessionPhase.Handshaking:
                Give(SessionEnds.HandshakeTimeout(_options.Server), NormalClose);
                break;
            case SessionPhase.Live:
                Give(SessionEnds.ServerSilent(_options.Server, _silenceLimit.TotalSeconds), InternalErrorClose);
                break;
            case SessionPhase.Leaving:
                Give(SessionEnds.ByUser(_options.Server), NormalClose);
                break;
            case SessionPhase.Waiting:
                Connect();
                break;
        }
    }

    private void Connect()
    {
        Phase = SessionPhase.Connecting;
        _actions.Enqueue(new SessionAction.Connect());
    }

    private SessionHello Hello()
    {
        IEnumerable<string> wanted = FeatureNames.Public.Where(static name => name != FeatureNames.Telemetry).Concat(_options.Extensions);
        return new SessionHello(
            Frames.Envelope("hello", null),
            [Message.ProtocolVersion],
            _options.Client,
            [.. wanted.Select(static name => new KeyValuePair<string, bool>(name, true))],
            [.. FeatureNames.Mandatory.Select(static name => new KeyValuePair<string, string?>(name, null))],
            _options.Auth);
    }

    private void Handshake(Message message)
    {
        switch (message)
        {
            case SessionWelcome welcome:
                Begin(welcome);
                break;
            case SessionReject reject:
                Give(SessionEnds.Rejected(_options.Server, reject), NormalClose);
                break;
            default:
                Give(SessionEnds.BadHandshake(_options.Server, $"it is '{message.Type}'"), NormalClose);
                break;
        }
    }

    private void Begin(SessionWelcome welcome)
    {
        Phase = SessionPhase.Live;
        Welcome = welcome;
        Features = NegotiatedFeatures.From(_options.Extensions, welcome);
        double heartbeat = Math.Clamp(welcome.Info.HeartbeatSeconds, 0, LongestHeartbeat);
        _silenceLimit = TimeSpan.FromSeconds(Math.Max(heartbeat + 1, heartbeat * SilenceFactor));
        _reconnect.Connected(Now);
        State = State.With(welcome);
        LastEnd = null;
        Alive();
        _actions.Enqueue(new SessionAction.Began(welcome));
    }

    private void Hear(Message message)
    {
        Alive();
        switch (message)
        {
            case SessionHeartbeat:
                _actions.Enqueue(new SessionAction.Send(new SessionAck(Frames.Envelope("ack", Id))));
                break;
            case SessionGoodbye goodbye:
                SessionEnd end = Phase == SessionPhase.Leaving ? SessionEnds.ByUser(_options.Server) : SessionEnds.Goodbye(_options.Server, goodbye);
                Give(end, NormalClose);
                break;
            case SessionWelcome or SessionReject or SessionHello or UnknownMessage:
                break;
            default:
                State = State.With(message);
                _actions.Enqueue(new SessionAction.Deliver(message));
                break;
        }
    }

    private void Alive()
    {
        if (Phase == SessionPhase.Live)
        {
            _deadline = Now + _silenceLimit;
        }
    }

    private void Give(SessionEnd end, int closeCode)
    {
        _actions.Enqueue(new SessionAction.Close(closeCode, end.Kind == SessionEndKind.ServerSilent ? "heartbeat timeout" : string.Empty));
        End(end);
    }

    private void End(SessionEnd end)
    {
        bool again = _options.Reconnects && end.Kind != SessionEndKind.ByUser;
        TimeSpan? pause = again ? _reconnect.Ended(end.Kind, Now) : null;
        Phase = again ? SessionPhase.Waiting : SessionPhase.Idle;
        Welcome = null;
        Features = NegotiatedFeatures.None;
        LastEnd = end;
        _actions.Enqueue(new SessionAction.Ended(end, pause));
    }
}
