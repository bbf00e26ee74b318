using System;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>Takes intents: the protocol's rules decide, the scene changes, the sender gets his ack, everybody hears of it.</summary>
/// <remarks>Threads: any; intents of all sessions go one after another, so that acks, revisions and notices keep one order.</remarks>
internal sealed class IntentHandler
{
    private readonly object _gate = new();
    private readonly SceneNotices _notices;
    private readonly SessionHub _hub;
    private readonly DimsNotifier _dims;
    private readonly KeyframeRoutine _keyframes;
    private readonly ServerClock _clock;
    private readonly VolumeBudget _budget;
    private Exhibit _exhibit;

    public IntentHandler(Exhibit exhibit, SceneNotices notices, SessionHub hub, DimsNotifier dims, KeyframeRoutine keyframes, ServerClock clock, VolumeBudget budget)
    {
        _budget = budget;
        _exhibit = exhibit;
        _notices = notices;
        _hub = hub;
        _dims = dims;
        _keyframes = keyframes;
        _clock = clock;
    }

    /// <summary>Other data; <paramref name="change"/> makes the rest of the server follow before the next intent.</summary>
    public void Show(Exhibit exhibit, Action change)
    {
        lock (_gate)
        {
            _exhibit = exhibit;
            change();
        }
    }

    /// <summary>The picture has another size: the camera keeps its centre and shows as much as before.</summary>
    public void Resize((int Width, int Height) from, (int Width, int Height) to)
    {
        lock (_gate)
        {
            _exhibit.Edits = new SceneEdits(_exhibit.Layout, to.Width, to.Height);
            SceneState after = _exhibit.Store.Apply(state => state with { Plane = state.Plane.Reshaped(from.Width, from.Height, to.Width, to.Height) });
            _hub.Broadcast(_notices.MakePose(after));
        }
    }

    /// <summary>Better limits were found for a layer whose data name none. A contrast that somebody has chosen meanwhile stays.</summary>
    public void Refine(Exhibit exhibit, SceneLayer layer, LayerRange range)
    {
        lock (_gate)
        {
            int place = exhibit.Layout.IndexOf(layer.Id);
            LayerStyle style = exhibit.Store.Current.Layers[place], found = style with { ContrastLow = range.Low, ContrastHigh = range.High };
            bool isUntouched = style.ContrastLow == layer.Initial.ContrastLow && style.ContrastHigh == layer.Initial.ContrastHigh;
            if (_exhibit != exhibit || !isUntouched || found == style)
            {
                return;
            }

            exhibit.Store.Apply(state => state with { Layers = state.Layers.SetItem(place, found) });
            _hub.Broadcast(_notices.MakeContrast(layer.Id, range.Low, range.High));
        }
    }

    /// <summary>Somebody else drives.</summary>
    public void Refuse(StateConnection sender, StateUpdate update, string driver, double receivedAt)
    {
        var error = new ErrorInfo("state.forbidden", $"{driver} drives; ask with fathom.drive.request");
        sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, error, Revision(sender, _exhibit.Store.Current), Times(sender, receivedAt)));
    }

    /// <summary>Takes one intent, whose last byte came at <paramref name="receivedAt"/>.</summary>
    public void Handle(StateConnection sender, StateUpdate update, double receivedAt)
    {
        lock (_gate)
        {
            SceneState before = _exhibit.Store.Current;
            var context = new UpdateContext(_exhibit.Labels, _exhibit.Sizes, before.Step, _exhibit.Layout.Info.Levels.Length, before.IsVolume) { TakesDimsView = sender.Features.Has(FeatureNames.DimsView) };
            switch (StateUpdateRules.Decide(update, context))
            {
                case UpdateDecision.Accepted { Applied.IsFinite: false }:
                    // The reader takes NaN and infinities, as peers write them; nothing could be drawn of them, and they cannot be told to others.
                    var unreal = new ErrorInfo("state.invalid", "a number is not finite");
                    sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, unreal, Revision(sender, before), Times(sender, receivedAt)));
                    break;
                case UpdateDecision.Accepted accepted when (_budget.Refusal(_exhibit.Info, before, accepted) ?? TooMuchToRead(before, accepted)) is { } error:
                    sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, error, Revision(sender, before), Times(sender, receivedAt)));
                    break;
                case UpdateDecision.Accepted accepted:
                    Apply(sender, update, SceneEdits.Settle(accepted), context, before, receivedAt);
                    break;
                case UpdateDecision.Refused refused:
                    sender.Send(AckState.Reject(Ack(sender, update), update.IntentId!, update.FrameId!, refused.Error, Revision(sender, before), Times(sender, receivedAt)));
                    break;
                default:
                    sender.Fail();
                    break;
            }
        }
    }

    /// <summary>Whether a volume view comes of it, or another one than before, for which too much would have to be read.</summary>
    private ErrorInfo? TooMuchToRead(SceneState before, UpdateDecision.Accepted accepted) =>
        accepted.Property.Scope is "view" or "dims" or "multiscale" || accepted.Property is { Scope: "layer", Key: "visible" }
            ? _budget.ReadRefusal(_exhibit.Layout, _exhibit.Edits.Apply(before, SceneEdits.Settle(accepted)))
            : null;

    private void Apply(StateConnection sender, StateUpdate update, UpdateDecision.Accepted accepted, UpdateContext context, SceneState before, double receivedAt)
    {
        _exhibit.Player?.Rest(accepted.Axis, _clock.Now);
        AckTimes? times = null;
        SceneState after = _exhibit.Store.Apply(state =>
        {
            SceneState next = _exhibit.Edits.Apply(state, accepted);

            // Before anybody can see it: a picture of it must not seem to be older than it.
            times = Times(sender, receivedAt);
            return next;
        });
        long version = _exhibit.Versions.Next(accepted, context);
        sender.Send(AckState.Accept(Ack(sender, update), update.IntentId!, update.FrameId!, accepted.Applied, version, Revision(sender, after), times));
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
            case "camera" when property.Key == "fov":
                _hub.Broadcast(_notices.MakePose(after));
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
        int place = _exhibit.Layout.IndexOf(target);
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

    private AckTimes? Times(StateConnection sender, double receivedAt) => sender.Features.Has(FeatureNames.AckRevision) ? new AckTimes(receivedAt, _clock.Now) : null;

    private static Envelope Ack(StateConnection sender, StateUpdate update) => sender.Frames.Envelope("ack", update.Session ?? sender.Id);
}
