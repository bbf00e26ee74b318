using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Fathom.Client.Tests.Plain;

/// <summary>What a plain server knows: axes, camera, one layer. It accepts what would end its renderer, and then is dead.</summary>
internal sealed class PlainScene
{
    private int[] _planeStep = [];

    public PlainScene(bool idle)
    {
        IsIdle = idle;
        Step = idle ? [0, 0] : [8, 0, 0];
        LevelShapes = idle ? [[1, 1]] : [[16, 128, 160], [8, 64, 80]];
        Labels = idle ? ["y", "x"] : ["z", "y", "x"];
    }

    public bool IsIdle { get; private set; }

    public int[] Step { get; private set; }

    public int[][] LevelShapes { get; private set; }

    public string[] Labels { get; private set; }

    public int Level { get; private set; }

    public int Ndisplay { get; private set; } = 2;

    /// <summary>Why the renderer is dead; null while it lives.</summary>
    public string? Death { get; set; }

    /// <summary>Every zoom as it came: factor, and anchor in pixels from the left and the bottom.</summary>
    public List<(double Factor, double X, double Y)> Zooms { get; } = [];

    public JsonObject Controls { get; private set; } = FirstControls();

    public JsonObject VolumeValues { get; } = [];

    public double[] Rect { get; private set; } = [0, 0, 160, 128];

    /// <summary>Another dataset, of another size.</summary>
    public void Load()
    {
        IsIdle = false;
        Death = null;
        LevelShapes = [[5, 20, 64, 64]];
        Labels = ["t", "z", "y", "x"];
        Step = [0, 10, 0, 0];
        Level = 0;
        Controls = FirstControls();
        Rect = [0, 0, 64, 64];
    }

    public int AxisOf(string target) => Array.FindIndex(Labels, label => string.Equals(label, target.Trim(), StringComparison.OrdinalIgnoreCase)) is var axis and >= 0
        ? axis
        : int.TryParse(target, out int number) && number >= 0 && number < Step.Length ? number : -1;

    public int MoveTo(int axis, int index) => Step[axis] = Math.Clamp(index, 0, LevelShapes[Level][axis] - 1);

    public void Show(int ndisplay)
    {
        if (ndisplay == 3 && Ndisplay == 2)
        {
            _planeStep = [.. Step];
        }
        else if (ndisplay == 2 && Ndisplay == 3)
        {
            // What was asked in between is forgotten.
            Step = [.. _planeStep];
        }

        Ndisplay = ndisplay;
    }

    /// <summary>The policy changes the index behind the user's back.</summary>
    public void ChooseLevel(int level)
    {
        Level = Math.Clamp(level, 0, LevelShapes.Length - 1);
        Step[0] = Math.Min(LevelShapes[0][0] - 1, Step[0] + 3);
    }

    public void Zoom(double factor, double x, double y)
    {
        Zooms.Add((factor, x, y));
        Rect = [Rect[0], Rect[1], Rect[2] * factor, Rect[3] * factor];
    }

    public void SetRect(double[] rect) => Rect = rect;

    public JsonObject Dims() => new()
    {
        ["step"] = Numbers(Step),
        ["current_step"] = Numbers(Step),
        ["levels"] = new JsonArray([.. LevelShapes.Select((shape, i) => (JsonNode)new JsonObject { ["index"] = i, ["shape"] = Numbers(shape), ["downsample"] = new JsonArray([.. shape.Select(_ => (JsonNode)Math.Pow(2, i))]) })]),
        ["current_level"] = Level,
        ["mode"] = Ndisplay == 3 ? "volume" : "plane",
        ["ndisplay"] = Ndisplay,
        ["level_shapes"] = new JsonArray([.. LevelShapes.Select(shape => (JsonNode)Numbers(shape))]),
        ["downgraded"] = false,
        ["axis_labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["order"] = Numbers([.. Enumerable.Range(0, Step.Length)]),
        ["displayed"] = Numbers([.. Enumerable.Range(0, Step.Length).TakeLast(Ndisplay)]),
    };

    public JsonObject PlanePose() => new()
    {
        ["center"] = new JsonArray(Rect[0] + (Rect[2] / 2), Rect[1] + (Rect[3] / 2)),
        ["zoom"] = 0.007,
        ["rect"] = new JsonArray([.. Rect.Select(value => (JsonNode)value)]),
    };

    public static JsonObject VolumePose() => new()
    {
        ["center"] = new JsonArray(0.0, 0.0, 0.0),
        ["angles"] = new JsonArray(5.0, 28.0, 0.0),
        ["distance"] = 550.0,
        ["fov"] = 45.0,
    };

    public JsonObject SceneNotice() => new()
    {
        ["viewer"] = new JsonObject
        {
            ["settings"] = new JsonObject { ["fps_target"] = 60.0, ["canvas_size"] = new JsonArray(192, 128), ["volume_enabled"] = false },
            ["dims"] = new JsonObject
            {
                ["ndim"] = Step.Length,
                ["axis_labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
                ["order"] = Numbers([.. Enumerable.Range(0, Step.Length)]),
                ["level_shapes"] = new JsonArray([.. LevelShapes.Select(shape => (JsonNode)Numbers(shape))]),
                ["current_level"] = Level,
                ["current_step"] = Numbers(Step),
                ["displayed"] = Numbers([.. Enumerable.Range(0, Step.Length).TakeLast(Ndisplay)]),
                ["ndisplay"] = Ndisplay,
            },
            ["camera"] = IsIdle ? new JsonObject { ["ndisplay"] = 2 } : Merged(new JsonObject { ["ndisplay"] = Ndisplay }, PlanePose()),
        },
        ["layers"] = IsIdle ? [] : new JsonArray(Layer()),
        ["metadata"] = new JsonObject { ["status"] = IsIdle ? "idle" : "ready" },
    };

    private JsonObject Layer() => new()
    {
        ["layer_id"] = "layer-0",
        ["layer_type"] = "image",
        ["name"] = "napari-cuda",
        ["ndim"] = Step.Length,
        ["shape"] = Numbers(LevelShapes[Level]),
        ["axis_labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["volume"] = Ndisplay == 3,
        ["controls"] = Controls.DeepClone(),
        ["level_shapes"] = new JsonArray([.. LevelShapes.Select(shape => (JsonNode)Numbers(shape))]),
        ["metadata"] = new JsonObject(),
        ["contrast_limits"] = new JsonArray(0.0, 1.0),
        ["source"] = new JsonObject { ["kind"] = "ome-zarr" },
    };

    private static JsonObject FirstControls() => new()
    {
        ["visible"] = true,
        ["opacity"] = 1.0,
        ["blending"] = "opaque",
        ["interpolation"] = "linear",
        ["gamma"] = 1.0,
        ["colormap"] = "gray",
    };

    private static JsonObject Merged(JsonObject into, JsonObject from)
    {
        foreach ((string name, JsonNode? value) in from.ToList())
        {
            into[name] = value?.DeepClone();
        }

        return into;
    }

    private static JsonArray Numbers(int[] values) => new([.. values.Select(value => (JsonNode)value)]);
}
