using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Decides which samples of a layer a slice needs: level, region, slab.</summary>
internal static class PlanePlan
{
    /// <summary>Planes up to this many samples are read whole: panning then costs nothing.</summary>
    public const long WholeSamples = 4 << 20;

    private const int RegionGrain = 256;

    /// <summary>The coarsest level whose samples are no larger than a pixel, on both displayed axes; the finest if there is none, or what a viewer asked for.</summary>
    public static int Level(SceneLayer layer, SceneState state, ViewAxes axes, double worldPerColumn, double worldPerRow)
    {
        ImmutableArray<VolumeLevel> levels = layer.Info.Levels;
        if (state.Level is { } asked)
        {
            return Math.Min(asked, levels.Length - 1);
        }

        const double Slack = 1.001;
        int column = layer.SourceAxis(axes.Column), row = layer.SourceAxis(axes.Row), best = 0;
        for (int level = 1; level < levels.Length; level++)
        {
            bool fits = (column < 0 || levels[level].Scale[column] <= worldPerColumn * Slack) && (row < 0 || levels[level].Scale[row] <= worldPerRow * Slack);
            best = fits ? level : best;
        }

        return best;
    }

    /// <summary>The plane of a layer that the state shows.</summary>
    /// <param name="layer">Of which layer.</param>
    /// <param name="scene">The scene's axes.</param>
    /// <param name="state">Position, slab and axes.</param>
    /// <param name="level">Which level.</param>
    /// <param name="window">What is visible, in samples of the scene's finest level.</param>
    /// <param name="mostSamples">More than these are thinned.</param>
    public static PlaneKey Key(SceneLayer layer, VolumeInfo scene, SceneState state, int level, in SampleWindow window, long mostSamples)
    {
        ViewAxes axes = state.Axes(scene);
        int row = layer.SourceAxis(axes.Row), column = layer.SourceAxis(axes.Column);
        ImmutableArray<int> shape = layer.Info.Levels[level].Shape;
        AxisInts origin = default, size = default;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            (origin[axis], size[axis]) = axis == row || axis == column ? (0, shape[axis]) : Slab(layer, scene, state, level, axis);
        }

        long samples = (row < 0 ? 1L : shape[row]) * (column < 0 ? 1L : shape[column]);
        if (samples > WholeSamples)
        {
            Crop(layer, scene, level, row, window.Top, window.Height, ref origin, ref size);
            Crop(layer, scene, level, column, window.Left, window.Width, ref origin, ref size);
            samples = (row < 0 ? 1L : size[row]) * (column < 0 ? 1L : size[column]);
        }

        int stride = samples <= mostSamples ? 1 : (int)Math.Ceiling(Math.Sqrt(samples / (double)mostSamples));
        return new PlaneKey(layer.Source, level, row, column, stride, state.Projection, origin, size);
    }

    private static (int Origin, int Size) Slab(SceneLayer layer, VolumeInfo scene, SceneState state, int level, int axis)
    {
        int middle = layer.IndexAt(scene, level, axis, state.Step), sceneAxis = layer.SceneAxes[axis];
        int thickness = sceneAxis < 0 || (layer.Channel >= 0 && layer.Info.Axes[axis].Kind == AxisKind.Channel) ? 1 : state.Thickness[sceneAxis];
        if (thickness <= 1)
        {
            return (middle, 1);
        }

        // The slab in the scene's samples, and what of this level has its centre inside. Slabs of labels are planes: their mean means nothing.
        int from = state.Step[sceneAxis] - ((thickness - 1) / 2);
        int length = layer.Info.Levels[level].Shape[axis];
        double low = layer.SampleAt(scene, level, axis, from - 0.5), high = layer.SampleAt(scene, level, axis, from + thickness - 0.5);
        int first = Math.Max(0, (int)Math.Ceiling(low)), end = Math.Min(length, (int)Math.Ceiling(high));
        return layer.IsLabels || end <= first ? (middle, 1) : (first, end - first);
    }

    private static void Crop(
        SceneLayer layer, VolumeInfo scene, int level, int axis, double from, double length, ref AxisInts origin, ref AxisInts size)
    {
        if (axis < 0)
        {
            return;
        }

        int whole = layer.Info.Levels[level].Shape[axis];
        double first = layer.SampleAt(scene, level, axis, from), last = layer.SampleAt(scene, level, axis, from + length);
        int begin = (int)Math.Clamp(Math.Floor((first - 1) / RegionGrain) * RegionGrain, 0, whole - 1);
        int end = (int)Math.Clamp(Math.Ceiling((last + 2) / RegionGrain) * RegionGrain, begin + 1, whole);
        (origin[axis], size[axis]) = (begin, end - begin);
    }
}
