using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>What a session asks for, one step after the other: each may change what the next finds. A step is a list of properties that may be set in any order.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class SessionSteps
{
    private readonly SessionFile _file;
    private readonly InputParts _parts;
    private readonly Action<string> _complain;

    /// <summary>Creates the steps of a file.</summary>
    /// <param name="file">What is wanted.</param>
    /// <param name="parts">What is there.</param>
    /// <param name="complain">Told what cannot be asked for.</param>
    public SessionSteps(SessionFile file, InputParts parts, Action<string> complain)
    {
        _file = file;
        _parts = parts;
        _complain = complain;

        // Axes before cameras, which begin anew with them; the place before the layers, whose visibility a channel axis decides.
        All = [Order, View, Place, Layers, Camera];
    }

    /// <summary>The steps.</summary>
    public ImmutableArray<Func<List<(PropertyKey Key, StateValue Value, string Name)>>> All { get; }

    private LoopState State => _parts.State;

    private NotifyDims Dims => State.Dims!;

    private List<(PropertyKey, StateValue, string)> Order()
    {
        if (_file.Content["order"] is not ListValue wanted)
        {
            return [];
        }

        ImmutableArray<int> order = [.. wanted.Items.Select(name => AxisOf(name.AsText()))];
        if (order.Contains(-1) || order.Distinct().Count() != Dims.Step.Length)
        {
            _complain("the order of the axes: the data have other ones");
            return [];
        }

        if (order.SequenceEqual(DimsKeys.OrderOf(State, _parts.Intents)) || State.View.Dims.Order.IsDefaultOrEmpty)
        {
            return [];
        }

        if (!DimsKeys.AreTaken(State))
        {
            _complain("the order of the axes: this server does not change it");
            return [];
        }

        return [(DimsKeys.Order, DimsKeys.ValueOf(order), "the order of the axes")];
    }

    private List<(PropertyKey, StateValue, string)> View() =>
        _file.Content["ndisplay"] is { } wanted && wanted.TryGetInt64(out long axes) && axes != Dims.Ndisplay ? [(IntentQueue.Displayed, axes, "plane or volume")] : [];

    private List<(PropertyKey, StateValue, string)> Place()
    {
        var step = new List<(PropertyKey, StateValue, string)>();
        var world = new WorldAxes();
        world.Update(State.View.Layers);
        string[] names = [.. _file.Part("dimensions").Entries.Select(static entry => entry.Key)];
        ImmutableArray<double> position = _file.Content["position"] is { } list && list.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : [];
        for (int i = 0; i < position.Length && i < names.Length; i++)
        {
            int axis = AxisOf(names[i]);
            double index = axis < 0 ? -1 : Math.Round(world.IndexOf(axis, position[i]), MidpointRounding.AwayFromZero);
            if (axis < 0 || index < 0 || index >= DimsAxes.Size(Dims, axis))
            {
                _complain($"the place on axis {names[i]}: the data do not reach there");
            }
            else if ((int)index != Dims.Step[axis])
            {
                step.Add((IntentQueue.IndexOf(Dims, axis), (int)index, $"the place on axis {names[i]}"));
            }
        }

        if (_file.Content["level"] is { } level and not NullValue)
        {
            step.Add((IntentQueue.Level, level, "the level"));
        }

        if (_file.Part("slab") is { Entries.IsEmpty: false } slab && DimsKeys.AreTaken(State))
        {
            step.AddRange((slab["thickness"] as MapValue ?? MapValue.Empty).Entries.Select(static entry => (DimsKeys.ThicknessOf(entry.Key), entry.Value, $"the thickness along {entry.Key}")));
            step.Add((DimsKeys.Projection, slab["projection"] ?? "mean", "what becomes of a slab"));
        }

        return step;
    }

    private List<(PropertyKey, StateValue, string)> Layers()
    {
        var step = new List<(PropertyKey, StateValue, string)>();
        foreach (MapValue wanted in (_file.Content["layers"] as ListValue ?? ListValue.Empty).Items.OfType<MapValue>())
        {
            (string? id, string? name) = (wanted["id"]?.AsText(), wanted["name"]?.AsText());
            ImmutableArray<LayerModel> layers = State.View.Layers.Layers;
            LayerModel? layer = layers.FirstOrDefault(layer => layer.Id == id && layer.Name == name) ?? layers.FirstOrDefault(layer => layer.Name == name) ?? (name is null ? layers.FirstOrDefault(layer => layer.Id == id) : null);
            if (layer is null)
            {
                _complain($"the layer {name ?? id}: there is none of this name");
                continue;
            }

            foreach (string control in SessionSnapshot.Controls)
            {
                var key = new PropertyKey("layer", layer.Id, control);
                if (wanted[control] is { } value and not NullValue && !value.MeansSameAs(_parts.Intents.Shown(key) ?? layer.Controls[control]))
                {
                    step.Add((key, value, $"{control} of the layer {layer.Name}"));
                }
            }
        }

        return step;
    }

    private List<(PropertyKey, StateValue, string)> Camera()
    {
        MapValue camera = _file.Part("camera");
        var step = new List<(PropertyKey, StateValue, string)>();
        bool isVolume = camera["angles"] is not null;
        if (camera.Entries.IsEmpty || isVolume != (Dims.Ndisplay == 3))
        {
            return step;
        }

        if (isVolume && camera["perspective"] is { } degrees && DimsKeys.AreTaken(State))
        {
            step.Add((DimsKeys.FieldOfView, degrees, "the angle of view"));
        }

        MapValue pose = MapValue.Empty;
        foreach (string name in (ReadOnlySpan<string>)(isVolume ? ["center", "angles", "distance"] : ["center", "rect"]))
        {
            pose = camera[name] is { } value ? pose.With(name, value) : pose;
        }

        step.Add((CameraIntents.Pose, pose, "the camera"));
        return step;
    }

    private int AxisOf(string? name)
    {
        for (int axis = 0; axis < Dims.Step.Length; axis++)
        {
            if (string.Equals(DimsAxes.Label(Dims, axis), name, StringComparison.OrdinalIgnoreCase))
            {
                return axis;
            }
        }

        return -1;
    }
}
