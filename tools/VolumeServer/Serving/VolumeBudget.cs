using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>How much memory a volume view may take, and what is said when more is asked for.</summary>
/// <param name="Bytes">The blocks of all layers together, with the pictures.</param>
/// <param name="Picture">The size of the picture now.</param>
internal sealed record VolumeBudget(long Bytes, Func<(int Width, int Height)> Picture)
{
    /// <summary>How many times its memory a volume view may read before it is drawn.</summary>
    private const int MostReadings = 16;

    private const double Mebibyte = 1 << 20;

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

    /// <summary>Why this state is not drawn, or null. What does not fit is thinned, but a file must be read to be thinned: without a coarser level that can take hours.</summary>
    public ErrorInfo? ReadRefusal(SceneLayout layout, SceneState state)
    {
        if (!state.IsVolume)
        {
            return null;
        }

        ViewAxes axes = state.Axes(layout.Info);
        (_, int layers) = Shown(layout.Info, state);
        (double bytes, int level) = (0, 0);
        for (int i = 0; i < layout.Layers.Length; i++)
        {
            if (state.Layers[i].Visible && VolumePlan.CanShow(layout.Layers[i], axes))
            {
                VolumeKey key = VolumePlan.Key(layout.Layers[i], layout.Info, state, worldPerPixel: 0, Math.Max(1, Bytes / VolumePlan.BytesPerSample / layers));
                bytes += VolumePlan.BytesRead(key);
                level = Math.Max(level, key.Level);
            }
        }

        return bytes <= (double)MostReadings * Bytes ? null : new ErrorInfo("state.over_memory", string.Create(
            CultureInfo.InvariantCulture,
            $"Will not show {layout.Info.Name} in three dimensions at level {level}. {bytes / Mebibyte:0.0} MiB would have to be read; {(double)MostReadings * Bytes / Mebibyte:0.0} MiB are the most, {MostReadings} times the {Bytes / Mebibyte:0.0} MiB allowed for a volume view. Make coarser levels of the data (a pyramid), or allow more with --volume-memory-mib."));
    }

    private static (ImmutableArray<int> Displayed, int Layers) Shown(VolumeInfo info, SceneState state) =>
        ((state with { DisplayedAxes = 3 }).Displayed(info), Math.Max(1, state.Layers.Count(static layer => layer.Visible)));
}
