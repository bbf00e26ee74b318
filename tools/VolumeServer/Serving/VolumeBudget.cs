using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>How much memory a volume view may take, and what is said when more is asked for.</summary>
/// <param name="Bytes">The blocks of all layers together, with the pictures.</param>
/// <param name="Picture">The size of the picture now.</param>
internal sealed record VolumeBudget(long Bytes, Func<(int Width, int Height)> Picture)
{
    /// <summary>What the state takes, or would take in three dimensions.</summary>
    public MemoryEstimate Estimate(VolumeInfo info, SceneState state)
    {
        (ImmutableArray<int> displayed, int layers) = Shown(info, state);
        int level = state.Level is { } asked ? Math.Min(asked, info.Levels.Length - 1) : LevelPicker.WithinBytes(info, displayed, Bytes / layers);
        return MemoryEstimator.ForVolumeView(info, level, displayed, layers, Picture().Width, Picture().Height);
    }

    /// <summary>Why this intent is refused, or null: a level of a volume view that somebody asks for must fit.</summary>
    public ErrorInfo? Refusal(VolumeInfo info, SceneState state, UpdateDecision.Accepted intent)
    {
        if (!state.IsVolume || intent.Property is not { Scope: "multiscale", Key: "level" } || !intent.Applied.TryGetDouble(out double level))
        {
            return null;
        }

        (ImmutableArray<int> displayed, int layers) = Shown(info, state);
        try
        {
            MemoryEstimator.Choose(info, Math.Clamp((int)level, 0, info.Levels.Length - 1), displayed, layers, Picture().Width, Picture().Height, Bytes);
            return null;
        }
        catch (FathomException error)
        {
            return new ErrorInfo("state.over_memory", $"{error.What} {error.Why} {error.How}");
        }
    }

    private static (ImmutableArray<int> Displayed, int Layers) Shown(VolumeInfo info, SceneState state) =>
        ((state with { DisplayedAxes = 3 }).Displayed(info), Math.Max(1, state.Layers.Count(static layer => layer.Visible)));
}
