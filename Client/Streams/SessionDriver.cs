using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Streams;

/// <summary>One session from hello to goodbye, without sockets or timers.</summary>
/// <remarks>Threads: the channel's loops; one lock.</remarks>
internal sealed class SessionDriver
{
    private const double HandshakeSeconds = 5;
    private const int UnreadableBeforeGivingUp = 8;

    private readonly TimeProvider _time;
    private readonly string? _token;
    private readonly Lock _gate = new();
    private readonly long _startedAt;
    private SessionWelcome? _welcome;
    private long _heardAt;
    private int _unreadable;

    /// <summary>Creates a session that has not begun.</summary>
    public SessionDriver(string? token, TimeProvider time)
    {
        _time = time;
        _token = token;
        _startedAt = _heardAt = time.GetTimestamp();
    }

    /// <summary>Why the server ends the session, if it said so.</summary>
    public ChannelEnd? Ended { get; private set; }

    /// <summary>The first message.</summary>
    public SessionHello Hello()
    {
        var features = ImmutableArray.CreateBuilder<KeyValuePair<string, bool>>();
        foreach (string name in (ReadOnlySpan<string>)[
            FeatureNames.Scene, FeatureNames.Layers, FeatureNames.Stream, FeatureNames.Dims, FeatureNames.Camera, FeatureNames.Commands,
            FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Clock])
        {
            features.Add(new(name, true));
        }

        // Only without tokens is what follows complete and current.
        ImmutableArray<KeyValuePair<string, string?>> tokens =
            [new(FeatureNames.Scene, null), new(FeatureNames.Layers, null), new(FeatureNames.Stream, null)];
        var identity = new ClientIdentity("fathom", ProductVersion.Text, RuntimeInformation.RuntimeIdentifier);
        HelloAuth? auth = _token is null ? null : new HelloAuth("bearer", _token);
        return new SessionHello(
            new Envelope { FrameId = NewId("hello"), Timestamp = Now() }, [Message.ProtocolVersion], identity, features.ToImmutable(), tokens, auth);
    }

    /// <summary>The last message; null before the session began.</summary>
    public SessionGoodbye? Goodbye()
    {
        lock (_gate)
        {
            return _welcome is null
                ? null
                : new SessionGoodbye(InSession("goodbye"), "goodbye", "The client stops.", "client_stop");
        }
    }

    /// <summary>A message came.</summary>
    public SessionStep OnMessage(Message message, long now)
    {
        lock (_gate)
        {
            _heardAt = now;
            _unreadable = 0;
            switch (message)
            {
                case SessionWelcome welcome:
                    _welcome = welcome;
                    return new SessionStep(Deliver: true, Established: true);
                case SessionReject reject:
                    return new SessionStep(End: Ended = new ChannelEnd(ChannelEndKind.Refused, $"The server rejects the session ({reject.Code}: {reject.Reason})."));
                case SessionHeartbeat when _welcome is not null:
                    return new SessionStep(Reply: new SessionAck(InSession("ack")));
                case SessionGoodbye goodbye:
                    Ended = new ChannelEnd(ChannelEndKind.Lost, $"The server says goodbye ({goodbye.Code ?? "no code"}: {goodbye.Text ?? "no reason"}).");
                    return default;
                default:
                    return new SessionStep(Deliver: _welcome is not null);
            }
        }
    }

    /// <summary>A message came that makes no sense. One is skipped; a stream of them is not a server of ours.</summary>
    public ChannelEnd? OnUnreadable(MessageError error)
    {
        lock (_gate)
        {
            _unreadable++;
            return _welcome is null || _unreadable >= UnreadableBeforeGivingUp
                ? new ChannelEnd(ChannelEndKind.ProtocolError, $"What it sends is not this protocol: {error.Text}")
                : null;
        }
    }

    /// <summary>Time passed.</summary>
    public SessionStep OnTime(long now)
    {
        lock (_gate)
        {
            if (_welcome is null)
            {
                return _time.GetElapsedTime(_startedAt, now).TotalSeconds < HandshakeSeconds
                    ? default
                    : new SessionStep(End: new ChannelEnd(ChannelEndKind.ProtocolError, $"It did not welcome us within {HandshakeSeconds:0} s."));
            }

            double silence = _time.GetElapsedTime(_heardAt, now).TotalSeconds;
            return silence <= Math.Max(2, 3 * _welcome.Info.HeartbeatSeconds)
                ? default
                : new SessionStep(End: new ChannelEnd(ChannelEndKind.Lost, $"Nothing was heard of it for {silence:0} s."));
        }
    }

    private static string NewId(string prefix) => prefix + "-" + Guid.NewGuid().ToString("N");

    private Envelope InSession(string prefix) => new() { Session = _welcome!.Info.Id, FrameId = NewId(prefix), Timestamp = Now() };

    private double Now() => _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
