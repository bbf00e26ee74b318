using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;

namespace Fathom.Client.Tests.Vectors;

/// <summary>As much of a scene as deciding on intents needs.</summary>
internal sealed class SceneDouble
{
    private readonly ImmutableArray<ImmutableArray<int>> _levels;
    private readonly PropertyVersions _versions = new("layer-0");
    private int _level;
    private int _ndisplay = 2;
    private ImmutableArray<int> _step;
    private ImmutableArray<int> _planeStep;

    private SceneDouble(ImmutableArray<string> labels, ImmutableArray<ImmutableArray<int>> levels, ImmutableArray<int> step)
    {
        Labels = labels;
        _levels = levels;
        _step = step;
        _planeStep = step;
    }

    public ImmutableArray<string> Labels { get; }

    public UpdateContext Context => new(Labels, _levels[_level], _step, _levels.Length, _ndisplay == 3);

    /// <summary>The world that a file's recordings speak of, as far as their first dims notice tells it: the middle slice of what is not displayed.</summary>
    public static SceneDouble From(IEnumerable<JsonElement> vectors)
    {
        DimsModel dims = vectors.Select(FirstDims).OfType<DimsModel>().FirstOrDefault() ?? DimsModel.Empty;
        if (dims.AxisCount == 0)
        {
            return new SceneDouble(["z", "y", "x"], [[16, 128, 160], [8, 64, 80]], [8, 0, 0]);
        }

        int planeFrom = dims.AxisCount - 2;
        ImmutableArray<int> step = [.. Enumerable.Range(0, dims.AxisCount).Select(axis => axis < planeFrom ? dims.LevelShapes[0][axis] / 2 : 0)];
        return new SceneDouble(dims.Labels, dims.LevelShapes, step);
    }

    /// <summary>Applies an accepted intent; gives its version.</summary>
    public long Apply(UpdateDecision.Accepted accepted)
    {
        long version = _versions.Next(accepted, Context);
        accepted.Applied.TryGetInt64(out long number);
        switch (accepted.Property)
        {
            case { Scope: "dims" }:
                _step = _step.SetItem(accepted.Axis, (int)number);
                _planeStep = _ndisplay == 2 ? _step : _planeStep;
                break;
            case { Scope: "multiscale", Key: "level" }:
                _level = (int)number;
                break;
            case { Scope: "view" }:
                // The reference server brings back the step from before the volume.
                _step = _ndisplay == 3 && number == 2 ? _planeStep : _step;
                _ndisplay = (int)number;
                break;
        }

        return version;
    }

    private static DimsModel? FirstDims(JsonElement vector)
    {
        foreach (JsonElement frame in vector.GetProperty("reaction").GetProperty("frames").EnumerateArray())
        {
            if (frame.TryGetProperty("payload", out JsonElement payload) && payload.TryGetProperty("level_shapes", out _)
                && JsonMeaning.Of(payload) is MapValue map)
            {
                return DimsModel.From(map);
            }
        }

        return null;
    }
}
