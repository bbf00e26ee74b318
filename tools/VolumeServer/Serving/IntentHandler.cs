using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>Takes intents: the protocol's rules decide, the scene changes, the sender gets his ack, everybody hears of it.</summary>
/// <remarks>Threads: any; intents of all sessions go one after another, so that acks, revisions and notices keep one order.</remarks>
internal sealed class IntentHandler
{
    private readonly object _gate = new();
    private readonly SceneStore _store;
    private readonly SceneEdits _edits;
    private readonly SceneNotices _notices;
    private readonly SessionHub _hub;
    private readonly DimsNotifier _dims;
    private readonly KeyframeRoutine _keyframes;
    private readonly Player? _player;
    private readonly ServerClock _clock;
    private readonly ImmutableArray<string> _labels;
    private readonly ImmutableArray<int> _sizes;
    private readonly SceneLayout _layout;
    private readonly PropertyVersions _versions;

    public IntentHandler(
        SceneLayout layout, SceneStore store, SceneEdits edits, SceneNotices notices, SessionHub hub, DimsNotifier dims, KeyframeRoutine keyframes, Player? player, ServerClock clock)
    {
        _layout = layout;
        _versions = new PropertyVersions([.. layout.Layers.Select(layer => layer.Id)]);
        _labels = [.. layout.Info.Axes.Select(axis => axis.Name)];
        _sizes = layout.Info.Shape;
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
            SceneState before = _store.Current;
            var context = new UpdateContext(_labels, _sizes, before.Step, _layout.Info.Levels.Length, before.IsVolume);
            switch (StateUpdateRules.Decide(update, context))
            {
                case UpdateDecision.Accepted accepted:
                    Apply(sender, update, SceneEdits.Settle(accepted), context, before);
                    break;
                case UpdateDecision.Refused refused:
                    sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, refused.Error, Revision(sender, before)));
                    break;
                default:
                    sender.Fail();
                    break;
            }
        }
    }

    private void Apply(StateConnection sender, StateUpdate update, UpdateDecision.Accepted accepted, UpdateContext context, SceneState before)
    {
        _player?.Rest(accepted.Axis, _clock.Now);
        SceneState after = _store.Apply(state => _edits.Apply(state, accepted));
        long version = _versions.Next(accepted, context);
        sender.Send(AckState.Accept(Ack(sender, update), update.IntentId!, update.FrameId!, accepted.Applied, version, Revision(sender, after)));
        Tell(update.IntentId!, accepted, before, after);
    }

    /// <summary>What everybody hears of it, in the usual order.</summary>
    private void Tell(string intentId, UpdateDecision.Accepted accepted, SceneState before, SceneState after)
    {
        PropertyKey property = accepted.Property;
        switch (property.Scope)
        {
            case "dims" or "multiscale":
                _dims.Tell();
                foreach (NotifyLayers changed in _notices.MakeVisibility(before, after))
                {
                    _hub.Broadcast(changed);
                }

                break;
            case "view":
                _keyframes.Run(null);
                _dims.Tell();
                break;
            case "camera":
                TellCamera(intentId, accepted, after);
                break;
            case "layer":
                TellLayer(intentId, accepted, before, after);
                break;
            case "volume" when after.IsVolume:
                _hub.Broadcast(_notices.MakeLayerData("volume." + property.Key, accepted.Applied, intentId));
                break;
        }
    }

    private void TellCamera(string intentId, UpdateDecision.Accepted accepted, SceneState after)
    {
        string key = accepted.Property.Key;
        _hub.Broadcast(_notices.MakeCameraEcho(key, (MapValue)accepted.Applied, intentId));
        _hub.Broadcast(_notices.MakePose(after));
        if (key == "reset")
        {
            _keyframes.Run(null);
        }
    }

    private void TellLayer(string intentId, UpdateDecision.Accepted accepted, SceneState before, SceneState after)
    {
        (_, string target, string key) = accepted.Property;
        int place = _layout.IndexOf(target);
        if (key != "depiction" && (place < 0 || before.Layers[place] != after.Layers[place]))
        {
            _hub.Broadcast(_notices.MakeLayer(target, MapValue.Of((key, accepted.Applied)), intentId));
        }

        if (after.IsVolume && place == 0 && key is "colormap" or "contrast_limits" or "opacity")
        {
            _hub.Broadcast(_notices.MakeLayerData("volume." + key, accepted.Applied, intentId));
        }
    }

    private static long? Revision(StateConnection sender, SceneState state) => sender.Features.Has(FeatureNames.AckRevision) ? state.Revision : null;

    private static Envelope Ack(StateConnection sender, StateUpdate update) => sender.Frames.Envelope("ack", update.Session ?? sender.Id);
}
