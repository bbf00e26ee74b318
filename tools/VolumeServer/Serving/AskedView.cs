using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// The view that a picture is asked for in, read onto a state of its own: in the words of a session file, each value decided on as an intent would be. What is left out stays
/// as everybody sees it; what is not known is passed over; what is wrong is refused.
/// </summary>
internal sealed class AskedView
{
    private readonly Exhibit _exhibit;
    private readonly SceneEdits _edits;
    private SceneState _state;
    private string? _fault;

    private AskedView(Exhibit exhibit, SceneState present, (int Width, int Height) canvas)
    {
        _exhibit = exhibit;
        _edits = new SceneEdits(exhibit.Layout, canvas.Width, canvas.Height);
        _state = present;
    }

    /// <summary>What the words make of a state; false with a sentence for the caller.</summary>
    public static bool TryRead(Exhibit exhibit, SceneState present, MapValue words, (int Width, int Height) canvas, out SceneState state, out string fault)
    {
        var view = new AskedView(exhibit, present, canvas);
        view.Read(words);
        state = view._state;
        fault = view._fault ?? string.Empty;
        return view._fault is null;
    }

    private void Read(MapValue words)
    {
        if (!words.IsFinite)
        {
            Refuse("view", "a number is not finite");
            return;
        }

        // Axes before cameras, which begin anew with them.
        Dataset(words["dataset"]);
        Order(words["order"]);
        Displayed(words["ndisplay"]);
        Level(words["level"]);
        Slab(words["slab"]);
        Layers(words["layers"]);
        Camera(words["camera"]);
    }

    /// <summary>A picture of other data than those that the view was made for would be a wrong one that nobody notices.</summary>
    private void Dataset(StateValue? value)
    {
        if (!IsMap(value, "dataset", out MapValue wanted))
        {
            return;
        }

        if (wanted["path"]?.AsText() is { } path && path != _exhibit.Path)
        {
            Refuse("dataset", $"the server shows {_exhibit.Path} now, not {Shortened(path)}");
        }
        else if (wanted["shape"] is { } told && !(told.TryGetDoubles(out ImmutableArray<double> shape) && shape.SequenceEqual(_exhibit.Sizes.Select(static size => (double)size))))
        {
            Refuse("dataset", $"the server's data have the sizes {string.Join('×', _exhibit.Sizes)}, and others were meant");
        }
    }

    private void Order(StateValue? value)
    {
        if (value is null or NullValue)
        {
            return;
        }

        int count = _exhibit.Labels.Length;
        ImmutableArray<int> order = value is ListValue list && list.Items.Length == count
            ? [.. list.Items.Select(item => item is TextValue name ? AxisNames.Find(name.Value, _exhibit.Labels, count) ?? -1 : item.TryGetInt64(out long axis) && axis >= 0 && axis < count ? (int)axis : -1)]
            : [];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, count)))
        {
            Refuse("order", $"it must name each of the axes {string.Join(", ", _exhibit.Labels)} once");
        }
        else if (!order.SequenceEqual(_state.Order))
        {
            Set("order", new PropertyKey("dims", string.Empty, "order"), ListValue.Of<int>(order.AsSpan(), static axis => (StateValue)axis));
        }
    }

    private void Displayed(StateValue? value)
    {
        if (value is null or NullValue)
        {
            return;
        }

        if (!value.TryGetInt64(out long axes) || axes is not (2 or 3))
        {
            Refuse("ndisplay", "it is 2 or 3");
        }
        else if (axes == 3 && _state.Axes(_exhibit.Info).Depth < 0)
        {
            Refuse("ndisplay", "these axes have no depth");
        }
        else
        {
            _state = _state with { DisplayedAxes = (int)axes };
        }
    }

    /// <summary>Null is a value here: whatever level suits the view.</summary>
    private void Level(StateValue? value)
    {
        int levels = _exhibit.Info.Levels.Length;
        if (value is NullValue)
        {
            _state = _state with { Level = null };
        }
        else if (value is not null && value.TryGetInt64(out long level) && level >= 0 && level < levels)
        {
            _state = _state with { Level = (int)level };
        }
        else if (value is not null)
        {
            Refuse("level", $"it is null or a number from 0 to {levels - 1}");
        }
    }

    private void Slab(StateValue? value)
    {
        if (!IsMap(value, "slab", out MapValue slab))
        {
            return;
        }

        if (IsMap(slab["thickness"], "slab.thickness", out MapValue thickness))
        {
            if (thickness.Entries.Length > _exhibit.Labels.Length)
            {
                Refuse("slab.thickness", "it has more axes than the data");
                return;
            }

            foreach ((string axis, StateValue samples) in thickness.Entries)
            {
                Set($"slab.thickness.{Shortened(axis)}", new PropertyKey("dims", axis, "thickness"), samples);
            }
        }

        if (slab["projection"] is { } projection and not NullValue)
        {
            Set("slab.projection", new PropertyKey("dims", string.Empty, "projection"), projection);
        }
    }

    private void Layers(StateValue? value)
    {
        if (value is null or NullValue)
        {
            return;
        }

        if (value is not ListValue list || list.Items.Length > _exhibit.Layout.Layers.Length)
        {
            Refuse("layers", $"it is a list of at most {_exhibit.Layout.Layers.Length}");
            return;
        }

        for (int i = 0; i < list.Items.Length && _fault is null; i++)
        {
            string where = $"layers[{i}]";
            int place = list.Items[i] is MapValue named ? _exhibit.Layout.IndexOf(named["id"]?.AsText() ?? string.Empty) : -1;
            if (place < 0)
            {
                Refuse(where, "there is no layer of this id");
                return;
            }

            Layer(where, place, (MapValue)list.Items[i]);
        }
    }

    private void Layer(string where, int place, MapValue words)
    {
        SceneLayer layer = _exhibit.Layout.Layers[place];
        foreach ((string key, StateValue value) in words.Entries)
        {
            if (!LayerValues.IsKnown(key) || value is NullValue)
            {
                continue;
            }

            // Data may name colours that no viewer may ask for; they can be asked for again.
            if (key == "colormap" && value.AsText() is { } name && (name == layer.Initial.Colormap || name == _state.Layers[place].Colormap))
            {
                _state = _state with { Layers = _state.Layers.SetItem(place, _state.Layers[place] with { Colormap = name }) };
                continue;
            }

            Set($"{where}.{key}", new PropertyKey("layer", layer.Id, key), value);
        }
    }

    private void Camera(StateValue? value)
    {
        if (!IsMap(value, "camera", out MapValue camera))
        {
            return;
        }

        (_state, string? fault) = AskedCamera.Read(camera, _state);
        if (fault is not null)
        {
            Refuse("camera", fault);
        }

        if (_state.IsVolume && (camera["perspective"] ?? camera["fov"]) is { } degrees and not NullValue)
        {
            Set("camera.perspective", new PropertyKey("camera", string.Empty, "fov"), degrees);
        }
    }

    /// <summary>As an intent would be decided on and applied.</summary>
    private void Set(string where, PropertyKey property, StateValue value)
    {
        var context = new UpdateContext(_exhibit.Labels, _exhibit.Sizes, _state.Step, _exhibit.Info.Levels.Length, _state.IsVolume) { TakesDimsView = true };
        switch (StateUpdateRules.Decide(property, value, context))
        {
            case UpdateDecision.Accepted accepted:
                _state = _edits.Apply(_state, SceneEdits.Settle(accepted));
                break;
            case UpdateDecision.Refused refused:
                Refuse(where, refused.Error.Message);
                break;
            default:
                Refuse(where, "it cannot be read");
                break;
        }
    }

    private bool IsMap(StateValue? value, string where, out MapValue map)
    {
        map = value as MapValue ?? MapValue.Empty;
        if (value is not (null or NullValue or MapValue))
        {
            Refuse(where, "it is no object");
        }

        return value is MapValue;
    }

    /// <summary>The first fault is told.</summary>
    private void Refuse(string where, string why) => _fault ??= $"'view' cannot be drawn: {where}: {why}";

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
