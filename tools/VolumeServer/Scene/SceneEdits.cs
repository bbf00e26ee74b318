using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>What an accepted intent does to the scene. Values come normalised by the protocol's rules, so nothing is checked twice here.</summary>
internal sealed class SceneEdits
{
    private readonly SceneLayout _layout;
    private readonly VolumeInfo _info;
    private readonly int _width;
    private readonly int _height;

    public SceneEdits(SceneLayout layout, int canvasWidth, int canvasHeight)
    {
        _layout = layout;
        _info = layout.Info;
        _width = canvasWidth;
        _height = canvasHeight;
    }

    /// <summary>
    /// What really becomes of an accepted value: surfaces (iso) are not drawn, a maximum projection is shown instead, and the sender hears so.
    /// </summary>
    public static UpdateDecision.Accepted Settle(UpdateDecision.Accepted accepted) =>
        accepted.Property is { Scope: "layer", Key: "rendering" } or { Scope: "volume", Key: "render_mode" } && accepted.Applied.AsText() == "iso"
            ? accepted with { Applied = "mip" }
            : accepted;

    public SceneState Apply(SceneState state, UpdateDecision.Accepted accepted)
    {
        (string scope, string target, string key) = accepted.Property;
        StateValue value = accepted.Applied;
        return scope switch
        {
            "dims" when key is "order" or "thickness" or "projection" => View(state, key, accepted.Axis, value),
            "camera" when key == "fov" => state with { Orbit = state.Orbit with { FieldOfView = Number(value, state.Orbit.FieldOfView) } },
            "dims" when value.TryGetInt64(out long index) => Move(state, accepted.Axis, (int)index),

            // Three axes only where the data have a depth.
            "view" when value.TryGetInt64(out long axes) => state with { DisplayedAxes = axes == 3 && state.Axes(_info).Depth >= 0 ? 3 : 2 },
            "camera" => Camera(state, key, value) is var moved && moved.Plane.IsInReach && moved.Orbit.IsInReach ? moved : state,
            "layer" when _layout.IndexOf(target) is int place and >= 0 => Layer(state, place, key, value),
            "volume" when state.IsVolume => Layer(state, 0, key, value),
            "multiscale" when key == "level" && value.TryGetInt64(out long level) => state with { Level = (int)level },
            _ => state,
        };
    }

    /// <summary>The properties of <c>fathom.dims</c>. Other axes in the picture need other cameras, and a place on those that left it.</summary>
    private SceneState View(SceneState state, string key, int axis, StateValue value)
    {
        switch (key)
        {
            case "thickness" when value.TryGetInt64(out long samples):
                return state with { Thickness = state.Thickness.SetItem(axis, (int)samples) };
            case "projection":
                return state with { Projection = value.AsText() switch { "max" => SlabProjection.Max, "min" => SlabProjection.Min, _ => SlabProjection.Mean } };
            case "order" when value is ListValue list:
                ImmutableArray<int> shown = state.Displayed(_info);
                state = state with { Order = [.. list.Items.Select(item => item.TryGetInt64(out long index) ? (int)index : 0)] };
                ViewAxes axes = state.Axes(_info);
                foreach (int left in shown.Except(state.Displayed(_info)))
                {
                    state = state with { Step = state.Step.SetItem(left, state.Step[left] > 0 ? state.Step[left] : _info.Axes[left].Length / 2) };
                }

                return state with
                {
                    DisplayedAxes = axes.Depth < 0 ? 2 : state.DisplayedAxes,
                    Plane = SceneState.FitPlane(_info, axes, _width, _height),
                    Orbit = SceneState.FitOrbit(_info, axes, _width / (double)_height) with { FieldOfView = state.Orbit.FieldOfView },
                };
            default:
                return state;
        }
    }

    /// <summary>Who moves the channel axis wants to see that channel: the others are switched off, and may be switched on again.</summary>
    private SceneState Move(SceneState state, int axis, int index)
    {
        state = state with { Step = state.Step.SetItem(axis, index) };
        if (_info.Axes[axis].Kind != AxisKind.Channel || !_layout.HasChannelLayers)
        {
            return state;
        }

        var layers = state.Layers.ToBuilder();
        for (int i = 0; i < layers.Count; i++)
        {
            int channel = _layout.Layers[i].Channel;
            layers[i] = channel < 0 || layers[i].Visible == (channel == index) ? layers[i] : layers[i] with { Visible = channel == index };
        }

        return state with { Layers = layers.MoveToImmutable() };
    }

    private SceneState Camera(SceneState state, string key, StateValue value)
    {
        var map = value as MapValue;
        switch (key)
        {
            case "zoom":
                double factor = Number(map, "factor", 1);
                ImmutableArray<double> anchor = Numbers(map, "anchor_px");
                return state.IsVolume
                    ? state with { Orbit = state.Orbit.Zoomed(factor) }
                    : state with { Plane = state.Plane.Zoomed(factor, At(anchor, 0, _width / 2.0), At(anchor, 1, _height / 2.0), _width, _height) };
            case "pan":
                double dx = Number(map, "dx_px", 0), dy = Number(map, "dy_px", 0);
                return state.IsVolume
                    ? state with { Orbit = state.Orbit.Panned(dx, dy, _height) }
                    : state with { Plane = state.Plane.Panned(dx, dy, _width, _height) };
            case "orbit" when state.IsVolume:
                return state with { Orbit = state.Orbit.Orbited(Number(map, "d_az_deg", 0), Number(map, "d_el_deg", 0)) };
            case "reset":
                return state.IsVolume
                    ? state with { Orbit = SceneState.FitOrbit(_info, state.Axes(_info), _width / (double)_height) }
                    : state with { Plane = SceneState.FitPlane(_info, state.Axes(_info), _width, _height) };
            case "set":
                return Set(state, map);
            default:
                return state;
        }
    }

    /// <summary>Keys that decide nothing here are kept all the same.</summary>
    private static SceneState Layer(SceneState state, int place, string key, StateValue value)
    {
        LayerStyle layer = state.Layers[place];
        layer = key switch
        {
            "visible" => layer with { Visible = value.AsBool() ?? layer.Visible },
            "opacity" => layer with { Opacity = Number(value, layer.Opacity) },
            "blending" => layer with { Blending = value.AsText() ?? layer.Blending },
            "interpolation" => layer with { Interpolation = value.AsText() ?? layer.Interpolation },
            "gamma" => layer with { Gamma = Number(value, layer.Gamma) },
            "colormap" => layer with { Colormap = value.AsText() ?? layer.Colormap },
            "contrast_limits" when value.TryGetDoubles(out ImmutableArray<double> limits) && limits.Length >= 2 =>
                layer with { ContrastLow = limits[0], ContrastHigh = limits[1] },
            "depiction" => layer with { Depiction = value.AsText() },
            "rendering" or "render_mode" => layer with { Rendering = value.AsText() ?? layer.Rendering },
            "attenuation" => layer with { Attenuation = Number(value, 0) },
            "iso_threshold" => layer with { IsoThreshold = Number(value, 0) },
            _ => layer,
        };
        return state with { Layers = state.Layers.SetItem(place, layer) };
    }

    private SceneState Set(SceneState state, MapValue? map)
    {
        ImmutableArray<double> center = Numbers(map, "center"), angles = Numbers(map, "angles"), rect = Numbers(map, "rect");
        if (state.IsVolume || !angles.IsDefault)
        {
            OrbitCamera orbit = state.Orbit;
            orbit = center.IsDefault || center.Length < 3 ? orbit : orbit with { CenterX = center[0], CenterY = center[1], CenterZ = center[2] };
            orbit = angles.IsDefault || angles.Length < 3 ? orbit : orbit with { Azimuth = angles[0], Elevation = Math.Clamp(angles[1], -90, 90), Roll = angles[2] };
            return state with { Orbit = Number(map, "distance", 0) is > 0 and var distance ? orbit with { Distance = distance } : orbit };
        }

        PlaneCamera plane = state.Plane;
        if (!rect.IsDefault && rect.Length == 4 && rect[2] > 0 && rect[3] > 0)
        {
            plane = PlaneCamera.Containing(rect[0], rect[1], rect[2], rect[3], _width / (double)_height);
        }

        // A centre that says what the rectangle says already would only cost its last digit.
        bool isThere = center.IsDefault || center.Length < 2 || (plane.CenterX == center[0] && plane.CenterY == center[1]);
        return state with { Plane = isThere ? plane : plane.CenteredAt(center[0], center[1]) };
    }

    private static double Number(StateValue? value, double otherwise) => value is not null && value.TryGetDouble(out double number) ? number : otherwise;

    private static double Number(MapValue? map, string name, double otherwise) => Number(map?[name], otherwise);

    private static ImmutableArray<double> Numbers(MapValue? map, string name) =>
        map?[name] is { } value && value.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : default;

    private static double At(ImmutableArray<double> values, int index, double otherwise) =>
        values.IsDefault || values.Length <= index ? otherwise : values[index];
}
