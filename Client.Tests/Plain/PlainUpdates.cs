using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace Fathom.Client.Tests.Plain;

/// <summary>What a plain server does with <c>state.update</c>, traps included: what it accepts, refuses, dies of, or hangs up over.</summary>
internal static class PlainUpdates
{
    private static readonly string[] s_colormaps = ["gray", "viridis", "magma", "inferno", "plasma", "turbo", "red", "green", "blue"];

    /// <summary>Does it.</summary>
    /// <returns>The applied value, the refusal, or neither where the connection is closed without a word; and what everybody is told.</returns>
    public static Outcome Apply(PlainScene scene, string scope, string target, string key, JsonNode? value) => (scope, key) switch
    {
        ("dims", "index") => Index(scene, target, value),
        ("view", "ndisplay") => Ndisplay(scene, value),
        ("camera", "zoom") => Zoom(scene, value),
        ("camera", "pan") => new Outcome(value!.DeepClone(), ("notify.camera", Delta("pan", value)), ("notify.camera", Pose(scene))),
        ("camera", "orbit") => Orbit(scene, value),
        ("camera", "reset") => new Outcome(value!.DeepClone(), ("notify.camera", Delta("reset", value)), ("notify.stream", null), ("notify.camera", Pose(scene))),
        ("camera", "set") => Set(scene, value),
        ("layer", _) => Layer(scene, target, key, value),
        ("volume", _) => Volume(scene, key, value),
        ("multiscale", "level") => Level(scene, value),
        ("multiscale", "policy") => Outcome.Refuse("state.unsupported", "multiscale policy is fixed"),
        _ => Outcome.Refuse("state.invalid", $"unsupported {scope} key {key}"),
    };

    private static Outcome Index(PlainScene scene, string target, JsonNode? value)
    {
        if (value is not JsonValue number || number.GetValueKind() != System.Text.Json.JsonValueKind.Number || number.ToJsonString().AsSpan().IndexOfAny(".eE") >= 0)
        {
            return Outcome.Refuse("state.invalid", "index must be integer");
        }

        int axis = scene.AxisOf(target);
        if (axis < 0)
        {
            return Outcome.Refuse("state.error", "dims update failed");
        }

        int before = scene.Step[axis];
        int applied = scene.MoveTo(axis, (int)number.GetValue<long>());
        return applied == before ? new Outcome(applied) : new Outcome(applied, ("notify.dims", scene.Dims()));
    }

    private static Outcome Ndisplay(PlainScene scene, JsonNode? value)
    {
        scene.Show(value?.GetValue<int>() >= 3 ? 3 : 2);
        return new Outcome(scene.Ndisplay, ("notify.stream", null), ("notify.stream", null), ("notify.dims", scene.Dims()), ("notify.camera", Pose(scene)));
    }

    private static Outcome Zoom(PlainScene scene, JsonNode? value)
    {
        double[] anchor = Numbers(value!["anchor_px"]);
        scene.Zoom(value["factor"]!.GetValue<double>(), anchor[0], anchor[1]);
        return new Outcome(value.DeepClone(), ("notify.camera", Delta("zoom", value)), ("notify.camera", Pose(scene)));
    }

    private static Outcome Orbit(PlainScene scene, JsonNode? value)
    {
        if (scene.Ndisplay == 2)
        {
            scene.Death = "camera:orbit in plane mode";
        }

        return new Outcome(value!.DeepClone(), ("notify.camera", Delta("orbit", value)), ("notify.camera", Pose(scene)));
    }

    private static Outcome Set(PlainScene scene, JsonNode? value)
    {
        double[] center = Numbers(value!["center"]), rect = Numbers(value["rect"]), angles = Numbers(value["angles"]);
        bool isVolume = scene.Ndisplay == 3 || angles.Length > 0;
        if (isVolume ? center.Length is 1 or 2 || (center.Length == 0 && angles.Length == 0) : center.Length == 1)
        {
            return Outcome.HangUp;
        }

        if (!isVolume && rect.Length == 4 && center.Length >= 2)
        {
            scene.SetRect(rect);
        }

        return new Outcome(value.DeepClone(), ("notify.camera", Delta("set", value)), ("notify.camera", Pose(scene)));
    }

    private static Outcome Layer(PlainScene scene, string target, string key, JsonNode? value)
    {
        JsonNode? applied = value?.DeepClone();
        switch (key)
        {
            case "contrast_limits":
                double[] limits = Numbers(value);
                scene.Death = limits[0] == limits[1] ? "equal contrast limits" : scene.Death;
                applied = new JsonArray(limits.Min(), limits.Max());
                break;
            case "blending":
                scene.Death = value!.GetValue<string>() == "average" ? "blending average" : scene.Death;
                break;
            case "colormap" when !s_colormaps.Contains(value!.GetValue<string>()):
                return Outcome.Refuse("state.invalid", "unsupported layer key colormap");
            case "opacity":
                applied = Math.Clamp(value!.GetValue<double>(), 0, 1);
                break;
            case "visible" or "gamma" or "colormap" or "interpolation" or "rendering" or "attenuation" or "iso_threshold":
                break;
            default:
                return Outcome.Refuse("state.invalid", $"unsupported layer key {key}");
        }

        scene.Controls[key] = applied?.DeepClone();
        return new Outcome(applied, ("notify.layers", new JsonObject { ["layer_id"] = target.Length == 0 ? "layer-0" : target, ["controls"] = new JsonObject { [key] = applied?.DeepClone() } }));
    }

    private static Outcome Volume(PlainScene scene, string key, JsonNode? value)
    {
        if (key == "colormap" && scene.Ndisplay == 3 && !s_colormaps.Contains(value!.GetValue<string>()))
        {
            scene.Death = "an unknown colormap of the volume";
        }

        if (key == "render_mode" && value!.GetValue<string>() is not ("mip" or "translucent" or "iso"))
        {
            return Outcome.Refuse("state.invalid", "unknown render_mode");
        }

        scene.VolumeValues[key] = value?.DeepClone();
        var notice = new JsonObject { ["layer_id"] = "layer-0", ["data"] = new JsonObject { ["volume." + key] = value?.DeepClone() } };
        return scene.Ndisplay == 3 ? new Outcome(value?.DeepClone(), ("notify.layers", notice)) : new Outcome(value?.DeepClone());
    }

    private static Outcome Level(PlainScene scene, JsonNode? value)
    {
        scene.ChooseLevel(value!.GetValue<int>());
        return new Outcome(scene.Level, ("notify.dims", scene.Dims()));
    }

    private static JsonObject Delta(string mode, JsonNode value) => new() { ["mode"] = mode, ["origin"] = "state.update", ["delta"] = value.DeepClone() };

    private static JsonObject Pose(PlainScene scene) => new()
    {
        ["mode"] = "pose",
        ["origin"] = "worker.state.camera",
        ["state"] = scene.Ndisplay == 3 ? PlainScene.VolumePose() : scene.PlanePose(),
    };

    private static double[] Numbers(JsonNode? node) => node is JsonArray array ? [.. array.Select(item => double.Parse(item!.ToJsonString(), CultureInfo.InvariantCulture))] : [];

    /// <summary>What came of an update.</summary>
    internal sealed record Outcome(JsonNode? Applied, params (string Type, JsonObject? Payload)[] Notices)
    {
        public static Outcome HangUp { get; } = new((JsonNode?)null) { Closes = true };

        public bool Closes { get; private init; }

        public (string Code, string Message)? Refusal { get; private init; }

        public static Outcome Refuse(string code, string message) => new((JsonNode?)null) { Refusal = (code, message) };
    }
}
