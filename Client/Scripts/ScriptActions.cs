using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Scripts;

/// <summary>Does the steps of a script with the same intents that a window's user has.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ScriptActions
{
    private readonly ScriptStage _stage;
    private readonly IntentQueue _intents;

    /// <summary>Creates actions on a stage.</summary>
    public ScriptActions(ScriptStage stage)
    {
        _stage = stage;
        _intents = stage.Parts.Intents;
    }

    private NotifyDims Dims => _stage.State.Dims!;

    /// <summary>Does a step that is over at once; what it met, or null for nothing.</summary>
    public ErrorInfo? Do(ScriptStep step, long now)
    {
        switch (step.Verb.Name)
        {
            case "dims":
                return Move(step);
            case "ndisplay":
                _intents.Set(IntentQueue.Displayed, step.Integer("value"));
                return null;
            case "level":
                _intents.Set(IntentQueue.Level, step.Integer("value"));
                return null;
            case "zoom":
                return Zoom(step);
            case "pan":
                _intents.Camera.Pan(step.Number("dx"), step.Number("dy"));
                return null;
            case "orbit":
                _intents.Camera.Orbit(step.Number("azimuth"), step.Number("elevation"));
                return null;
            case "reset":
                _intents.Camera.Reset();
                return null;
            case "camera":
                _intents.Camera.Set(step.Arguments);
                return null;
            case "layer":
                return Layer(step);
            case "volume":
                _intents.Set(new PropertyKey("volume", "main", step.Text("property")!), step.Arguments["value"]!);
                return null;
            case "set":
                _intents.Set(new PropertyKey(step.Text("scope")!, step.Text("target")!, step.Text("key")!), step.Arguments["value"]!);
                return null;
            case "overlay":
                return ScriptOverlays.Do(step, _stage.Parts.Overlays);
            case "play":
                return Play(step, now);
            case "stop":
                _stage.Player.Stop();
                return null;
            default:
                throw new InvalidOperationException($"No action is written for '{step.Verb.Name}'.");
        }
    }

    private ErrorInfo? Move(ScriptStep step)
    {
        if (!_stage.TryFindAxis(step.Axis, out int axis, out ErrorInfo? error))
        {
            return error;
        }

        if (step.Text("world") is { } place)
        {
            try
            {
                _intents.SetIndex(axis, WorldPlace.Index(_stage.State, axis, DimsAxes.Size(Dims, axis), DimsValue.Parse([$"{step.Axis}={place}"])[0]));
                return null;
            }
            catch (FathomException refused)
            {
                return new ErrorInfo("script.place", refused.Why);
            }
        }

        int from = ShownIndex.Asked(_stage.State, _intents, axis);
        _intents.SetIndex(axis, step.Has("delta") ? (int)Math.Clamp((long)from + step.Integer("delta"), 0, int.MaxValue) : step.Integer("index"));
        return null;
    }

    private ErrorInfo? Zoom(ScriptStep step)
    {
        LoopState state = _stage.State;
        bool isShown = !state.Drawn.IsNull;
        int width = isShown ? state.Drawn.Info.Width : state.Stream?.Width ?? 0;
        int height = isShown ? state.Drawn.Info.Height : state.Stream?.Height ?? 0;
        if (height == 0)
        {
            return new ErrorInfo("script.no_picture", "Nothing is shown that could be zoomed.");
        }

        _intents.Camera.Zoom(step.Number("factor"), step.Number("x", width / 2.0), step.Number("y", height / 2.0), height);
        return null;
    }

    private ErrorInfo? Layer(ScriptStep step)
    {
        ImmutableArray<LayerModel> layers = _stage.State.View.Layers.Layers;
        string? wanted = step.Text("layer");
        LayerModel? layer = layers.FirstOrDefault(layer => wanted is null || layer.Id == wanted);
        if (layer is null)
        {
            return new ErrorInfo("script.layer", layers.IsEmpty
                ? "The server has no layers."
                : $"There is no layer '{wanted}'; there are {string.Join(", ", layers.Select(static layer => layer.Id))}.");
        }

        _intents.Set(new PropertyKey("layer", layer.Id, step.Text("property")!), step.Arguments["value"]!);
        return null;
    }

    private ErrorInfo? Play(ScriptStep step, long now)
    {
        if (!_stage.TryFindAxis(step.Axis, out int axis, out ErrorInfo? error))
        {
            return error;
        }

        if (DimsAxes.IsDisplayed(Dims, axis))
        {
            return new ErrorInfo("script.axis", $"Axis '{step.Axis}' lies in the picture and cannot be played.");
        }

        _stage.Player.Stop();
        _stage.Player.Change(axis, new PlaybackSettings
        {
            Fps = step.Number("fps", 10),
            Loop = step.Text("loop") switch
            {
                "once" => PlaybackLoop.Once,
                "bounce" => PlaybackLoop.Bounce,
                _ => PlaybackLoop.Loop,
            },
            Reverse = step.Flag("reverse"),
            EveryFrame = step.Flag("every_frame"),
            First = step.Integer("first"),
            Last = step.Integer("last", int.MaxValue),
        }, now);
        _stage.Player.Toggle(axis, now);
        return null;
    }
}
