using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// What a session hears first: everything, or, for a client that comes back with the tokens of what it heard last, what it missed. Each topic is decided by itself, as on
/// the public server: a scene that is sent anew also begins new epochs of the others.
/// </summary>
/// <remarks>Threads: any; one baseline at a time, and none while other data are put in place.</remarks>
internal sealed class Baseline
{
    private readonly SessionHub _hub;
    private readonly SceneNotices _notices;
    private readonly KeyframeRoutine _keyframes;
    private readonly ServerClock _clock;
    private NotifyScene? _scene;

    public Baseline(SessionHub hub, SceneNotices notices, KeyframeRoutine keyframes, ServerClock clock)
    {
        _hub = hub;
        _notices = notices;
        _keyframes = keyframes;
        _clock = clock;
        hub.Sent = Keep;
    }

    /// <summary>Begins a session. It hears broadcasts from before its first frame on, so that it misses none.</summary>
    public void Begin(StateConnection connection, SessionHello hello, SceneState state)
    {
        _hub.Add(connection);
        string? Token(string topic) => hello.ResumeTokens.FirstOrDefault(token => token.Key == topic).Value;
        bool resumes = _notices.Scene.TryReplay(Token(FeatureNames.Scene), out _);
        connection.Send(resumes && _scene is { } stored ? stored : MakeScene(connection.Id, state));
        connection.Send(_notices.MakeDims(connection.Id, state));
        SendLayers(connection, Token(FeatureNames.Layers), state);
        if (_notices.Stream.TryReplay(Token(FeatureNames.Stream), out ImmutableArray<Message> streams))
        {
            SendAll(connection, streams);
        }
        else
        {
            Send(connection, _notices.MakeStream(connection.Id));
        }

        if (!connection.Features.Has(FeatureNames.PixelFrameView))
        {
            // As the public server does; our own clients get theirs with their pixel socket, and nobody else pays for it.
            _keyframes.Run(null);
        }
    }

    /// <summary>Everybody hears everything: there are other data.</summary>
    public void Renew(SceneState state)
    {
        _hub.Broadcast(MakeScene(SceneNotices.Everybody, state));
        _hub.Broadcast(_notices.MakeDims(SceneNotices.Everybody, state));
        foreach (NotifyLayers layer in _notices.MakeLayers(SceneNotices.Everybody, state))
        {
            _hub.Broadcast(layer);
        }

        _hub.Broadcast(_notices.MakeStream(SceneNotices.Everybody));
        _hub.Broadcast(_notices.MakePose(state));
    }

    private NotifyScene MakeScene(string session, SceneState state)
    {
        _notices.Layers.Reset();
        _notices.Stream.Reset();
        _scene = _notices.MakeScene(session, state);
        _notices.Scene.Keep(_scene, _clock.Now);
        return _scene;
    }

    private void SendLayers(StateConnection connection, string? token, SceneState state)
    {
        if (_notices.Layers.TryReplay(token, out ImmutableArray<Message> missed) && !missed.IsEmpty)
        {
            SendAll(connection, missed);
            return;
        }

        foreach (NotifyLayers layer in _notices.MakeLayers(connection.Id, state))
        {
            Send(connection, layer);
        }
    }

    private void Send(StateConnection connection, Message frame)
    {
        Keep(frame);
        connection.Send(frame);
    }

    private static void SendAll(StateConnection connection, ImmutableArray<Message> frames)
    {
        foreach (Message frame in frames)
        {
            connection.Send(frame);
        }
    }

    private void Keep(Message frame)
    {
        TopicHistory? topic = frame switch
        {
            NotifyLayers => _notices.Layers,
            NotifyStream => _notices.Stream,
            _ => null,
        };
        topic?.Keep(frame, _clock.Now);
    }
}
