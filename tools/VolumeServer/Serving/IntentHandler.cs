using System;
using System.Collections.Generic;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>Judges intents, applies them, acknowledges them and tells everybody, in the order in which the public server does.</summary>
/// <remarks>Threads: any; intents of all sessions go one after another, so that acks, revisions and notices keep one order.</remarks>
internal sealed class IntentHandler
{
    private const string DimsCounter = "dims", CameraCounter = "camera";

    private readonly object _gate = new();
    private readonly VolumeInfo _info;
    private readonly SceneStore _store;
    private readonly SceneEdits _edits;
    private readonly SceneNotices _notices;
    private readonly SessionHub _hub;
    private readonly DimsNotifier _dims;
    private readonly KeyframeRoutine _keyframes;
    private readonly Player? _player;
    private readonly ServerClock _clock;
    private readonly Dictionary<string, long> _versions = [];

    public IntentHandler(
        VolumeInfo info, SceneStore store, SceneEdits edits, SceneNotices notices, SessionHub hub, DimsNotifier dims, KeyframeRoutine keyframes, Player? player, ServerClock clock)
    {
        _info = info;
        _store = store;
        _edits = edits;
        _notices = notices;
        _hub = hub;
        _dims = dims;
        _keyframes = keyframes;
        _player = player;
        _clock = clock;
    }

    public void Handle(StateConnection sender, StateUpdate update)
    {
        lock (_gate)
        {
            IntentVerdict verdict = IntentVerdict.Judge(update, _info, _store.Current);
            if (verdict.Closes)
            {
                sender.Fail();
            }
            else if (verdict.Error is { } error)
            {
                sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, error, Revision(sender, _store.Current)));
            }
            else
            {
                Apply(sender, update, verdict);
            }
        }
    }

    private void Apply(StateConnection sender, StateUpdate update, IntentVerdict verdict)
    {
        SceneState before = _store.Current;
        if (verdict.Scope == "dims")
        {
            _player?.Rest(verdict.Axis, _clock.Now);
        }

        SceneState after = _store.Apply(state => Change(state, verdict));
        AckState ack = AckState.Accept(
            Ack(sender, update), update.IntentId!, update.FrameId!, verdict.Applied, Version(verdict, before, after), Revision(sender, after));
        sender.Send(ack);
        Tell(update.IntentId!, verdict, before, after);
    }

    private SceneState Change(SceneState state, IntentVerdict verdict) => (verdict.Scope, verdict.Key) switch
    {
        ("dims", _) when verdict.Applied.TryGetInt64(out long index) => SceneEdits.Index(state, verdict.Axis, (int)index),
        ("view", _) when verdict.Applied.TryGetInt64(out long axes) => _edits.Display(state, (int)axes),
        ("camera", _) => _edits.Camera(state, verdict.Key, verdict.Applied),
        ("layer", _) or ("volume", _) => SceneEdits.Layer(state, verdict.Key, verdict.Applied),
        _ => state,
    };

    /// <summary>What everybody hears of it, in the usual order.</summary>
    private void Tell(string intentId, IntentVerdict verdict, SceneState before, SceneState after)
    {
        switch (verdict.Scope)
        {
            case "dims" or "multiscale":
                _dims.Tell();
                break;
            case "view":
                _keyframes.Run(null);
                _dims.Tell();
                break;
            case "camera":
                TellCamera(intentId, verdict, after);
                break;
            case "layer" when verdict.Key != "depiction" && before.Layer != after.Layer:
                _hub.Broadcast(_notices.MakeLayers(string.Empty, after, MapValue.Of((verdict.Key, verdict.Applied)), intentId));
                if (after.IsVolume && verdict.Key is "colormap" or "contrast_limits" or "opacity")
                {
                    _hub.Broadcast(_notices.MakeLayerData(string.Empty, "volume." + verdict.Key, verdict.Applied, intentId));
                }

                break;
            case "volume" when after.IsVolume:
                _hub.Broadcast(_notices.MakeLayerData(string.Empty, "volume." + verdict.Key, verdict.Applied, intentId));
                break;
        }
    }

    private void TellCamera(string intentId, IntentVerdict verdict, SceneState after)
    {
        _hub.Broadcast(_notices.MakeCameraEcho(string.Empty, verdict.Key, (MapValue)verdict.Applied, intentId));
        _hub.Broadcast(_notices.MakePose(string.Empty, after));
        if (verdict.Key == "reset")
        {
            _keyframes.Run(null);
        }
    }

    /// <summary>The protocol's counters: one for all axes (which stands still when nothing moved), one for the camera, one for every other property.</summary>
    private long Version(IntentVerdict verdict, SceneState before, SceneState after)
    {
        string counter = verdict.Scope switch
        {
            "dims" => DimsCounter,
            "camera" => CameraCounter,
            _ => $"{verdict.Scope}:{verdict.Key}",
        };
        bool moved = counter != DimsCounter || !before.Step.AsSpan().SequenceEqual(after.Step.AsSpan());
        long version = _versions.GetValueOrDefault(counter, 1) + (moved ? 1 : 0);
        _versions[counter] = version;
        return version;
    }

    private static long? Revision(StateConnection sender, SceneState state) => sender.Features.Has(FeatureNames.AckRevision) ? state.Revision : null;

    private static Envelope Ack(StateConnection sender, StateUpdate update) => sender.Frames.Envelope("ack", update.Session ?? sender.Id);
}
