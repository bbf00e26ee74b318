using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Decides which block of a layer a projection needs: as fine as a pixel, but within the memory there is.</summary>
internal static class VolumePlan
{
    /// <summary>A block and its turned copy, two bytes a sample each.</summary>
    public const int BytesPerSample = 4;

    /// <summary>Whether the layer has all three displayed axes; those that lack one are not drawn in volume mode.</summary>
    public static bool CanShow(SceneLayer layer, ViewAxes axes) =>
        layer.SourceAxis(axes.Depth) >= 0 && layer.SourceAxis(axes.Row) >= 0 && layer.SourceAxis(axes.Column) >= 0;

    /// <param name="layer">Of which layer.</param>
    /// <param name="scene">The scene's axes.</param>
    /// <param name="state">Position and axes.</param>
    /// <param name="worldPerPixel">How large a pixel is in the middle of the volume.</param>
    /// <param name="mostSamples">The block holds no more.</param>
    public static VolumeKey Key(SceneLayer layer, VolumeInfo scene, SceneState state, double worldPerPixel, long mostSamples)
    {
        ViewAxes axes = state.Axes(scene);
        int depth = layer.SourceAxis(axes.Depth), row = layer.SourceAxis(axes.Row), column = layer.SourceAxis(axes.Column);
        ImmutableArray<VolumeLevel> levels = layer.Info.Levels;
        int level = state.Level is { } asked ? Math.Min(asked, levels.Length - 1) : Finest(levels, depth, row, column, worldPerPixel);
        while (state.Level is null && level + 1 < levels.Length && Samples(levels[level], depth, row, column) > mostSamples)
        {
            level++;
        }

        AxisInts stride = default, position = default;
        for (int axis = 0; axis < levels[level].Shape.Length; axis++)
        {
            stride[axis] = 1;
            position[axis] = axis == depth || axis == row || axis == column ? 0 : layer.IndexAt(scene, level, axis, state.Step);
        }

        var key = new VolumeKey(layer.Source, level, depth, row, column, stride, position);
        while (key.Samples > mostSamples)
        {
            int widest = WidestToThin(levels[level], stride, depth, row, column);
            // By one where it matters; in proportion where there are millions, else this alone would take minutes.
            stride[widest] += 1 + (stride[widest] / 64);
            key = key with { Stride = stride };
        }

        return key;
    }

    /// <summary>What of the store is touched to fill a block: all of the level, since thinning skips neither chunks nor pages.</summary>
    public static double BytesRead(in VolumeKey key) =>
        Samples(key.Source.Info.Levels[key.Level], key.Depth, key.Row, key.Column) * key.Source.Info.BytesPerSample;

    private static int Finest(ImmutableArray<VolumeLevel> levels, int depth, int row, int column, double worldPerPixel)
    {
        int best = 0;
        for (int level = 1; level < levels.Length; level++)
        {
            ImmutableArray<double> scale = levels[level].Scale;
            bool fits = Math.Max(scale[depth], Math.Max(scale[row], scale[column])) <= worldPerPixel * 1.001;
            best = fits ? level : best;
        }

        return best;
    }

    private static double Samples(VolumeLevel level, int depth, int row, int column) => (double)level.Shape[depth] * level.Shape[row] * level.Shape[column];

    /// <summary>The axis with the finest spacing loses samples first, so that the block's voxels become cubes.</summary>
    private static int WidestToThin(VolumeLevel level, in AxisInts stride, int depth, int row, int column)
    {
        double Spacing(int axis, in AxisInts strides) => level.Shape[axis] / strides[axis] <= 1 ? double.MaxValue : level.Scale[axis] * strides[axis];
        int best = Spacing(row, stride) < Spacing(column, stride) ? row : column;
        return Spacing(depth, stride) < Spacing(best, stride) ? depth : best;
    }
}
