using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Sessions;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Remote;

/// <summary>What a session file shows, in the words of <c>fathom.render</c>'s <c>view</c>. Both have the same words but for what a file says of its own data.</summary>
internal static class SessionRecipe
{
    /// <summary>The words, and the place.</summary>
    public static (MapValue View, ImmutableArray<int> Step) Of(SessionFile file, NotifyDims dims, LayersModel layers, Action<string> complain)
    {
        MapValue view = MapValue.Empty;
        if (file.DatasetPath is { } path)
        {
            view = view.With("dataset", MapValue.Of(("path", path)));
        }

        view = Order(file, dims, complain) is { } order ? view.With("order", order) : view;
        bool isVolume = file.Content["ndisplay"] is { } told ? told.TryGetInt64(out long axes) && axes >= 3 : dims.Ndisplay == 3;
        view = view.With("ndisplay", isVolume ? 3 : 2).With("level", Level(file, dims, complain)).With("slab", Slab(file, dims, complain));
        MapValue camera = file.Part("camera");
        if (!camera.Entries.IsEmpty)
        {
            if (camera["angles"] is not null == isVolume)
            {
                view = view.With("camera", camera);
            }
            else
            {
                complain("the camera: it belongs to another kind of view");
            }
        }

        return (view.With("layers", Layers(file, layers, complain)), Place(file, dims, layers, complain));
    }

    private static ListValue? Order(SessionFile file, NotifyDims dims, Action<string> complain)
    {
        if (file.Content["order"] is not ListValue wanted)
        {
            return null;
        }

        if (wanted.Items.Length == dims.Step.Length && wanted.Items.All(name => AxisOf(dims, name.AsText()) >= 0))
        {
            return wanted;
        }

        complain("the order of the axes: the data have other ones");
        return null;
    }

    private static StateValue Level(SessionFile file, NotifyDims dims, Action<string> complain)
    {
        if (file.Content["level"] is not { } told || told is NullValue)
        {
            return StateValue.Null;
        }

        if (told.TryGetInt64(out long level) && level >= 0 && level < dims.LevelShapes.Length)
        {
            return level;
        }

        complain("the level: the data have no such one");
        return StateValue.Null;
    }

    /// <summary>A file that says nothing of a slab shows planes.</summary>
    private static MapValue Slab(SessionFile file, NotifyDims dims, Action<string> complain)
    {
        MapValue thickness = MapValue.Empty;
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            thickness = thickness.With(DimsAxes.Label(dims, axis), 1);
        }

        foreach ((string name, StateValue samples) in (file.Part("slab")["thickness"] as MapValue ?? MapValue.Empty).Entries)
        {
            int axis = AxisOf(dims, name);
            if (axis < 0)
            {
                complain($"the thickness along {name}: there is no such axis");
            }
            else
            {
                thickness = thickness.With(DimsAxes.Label(dims, axis), samples);
            }
        }

        return MapValue.Of(("thickness", thickness), ("projection", file.Part("slab")["projection"] ?? "mean"));
    }

    private static ListValue Layers(SessionFile file, LayersModel layers, Action<string> complain)
    {
        var result = ImmutableArray.CreateBuilder<StateValue>();
        foreach (MapValue wanted in (file.Content["layers"] as ListValue ?? ListValue.Empty).Items.OfType<MapValue>())
        {
            (string? id, string? name) = (wanted["id"]?.AsText(), wanted["name"]?.AsText());
            ImmutableArray<LayerModel> all = layers.Layers;
            LayerModel? layer = all.FirstOrDefault(layer => layer.Id == id && layer.Name == name) ?? all.FirstOrDefault(layer => layer.Name == name) ?? (name is null ? all.FirstOrDefault(layer => layer.Id == id) : null);
            if (layer is null || result.Any(taken => ((MapValue)taken)["id"]?.AsText() == layer.Id))
            {
                complain($"the layer {name ?? id}: there is none of this name");
                continue;
            }

            MapValue words = MapValue.Of(("id", layer.Id));
            foreach (string control in SessionSnapshot.Controls)
            {
                words = wanted[control] is { } value and not NullValue ? words.With(control, value) : words;
            }

            result.Add(words);
        }

        return new ListValue(result.ToImmutable());
    }

    private static ImmutableArray<int> Place(SessionFile file, NotifyDims dims, LayersModel layers, Action<string> complain)
    {
        var world = new WorldAxes();
        world.Update(layers);
        int[] step = [.. dims.Step];
        string[] names = [.. file.Part("dimensions").Entries.Select(static entry => entry.Key)];
        ImmutableArray<double> position = file.Content["position"] is { } list && list.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : [];
        for (int i = 0; i < position.Length && i < names.Length; i++)
        {
            int axis = AxisOf(dims, names[i]);
            double index = axis < 0 ? -1 : Math.Round(world.IndexOf(axis, position[i]), MidpointRounding.AwayFromZero);
            if (axis < 0 || !(index >= 0 && index < SizeOf(dims, axis)))
            {
                complain($"the place on axis {names[i]}: the data do not reach there");
            }
            else
            {
                step[axis] = (int)index;
            }
        }

        return [.. step];
    }

    private static int SizeOf(NotifyDims dims, int axis) => dims.LevelShapes.Length > 0 && axis < dims.LevelShapes[0].Length ? dims.LevelShapes[0][axis] : int.MaxValue;

    private static int AxisOf(NotifyDims dims, string? name)
    {
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (string.Equals(DimsAxes.Label(dims, axis), name, StringComparison.OrdinalIgnoreCase))
            {
                return axis;
            }
        }

        return -1;
    }
}
