using System.Collections.Immutable;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>A place in the world, per axis of the scene.</summary>
/// <param name="World">World coordinate along each axis; null where <paramref name="Step"/> counts.</param>
/// <param name="Step">Index (finest level) along each axis: where the picture that was pointed at stands.</param>
internal readonly record struct ProbePlace(ImmutableArray<double?> World, ImmutableArray<int> Step)
{
    /// <summary>The nearest sample of the scene's finest level along an axis; it may lie outside.</summary>
    public int IndexOf(VolumeInfo scene, int axis) =>
        World[axis] is { } world ? Nearest((world - scene.Axes[axis].Translation) / scene.Axes[axis].Scale) : Step[axis];

    /// <summary>The sample of a layer's level; null outside of the layer.</summary>
    public ImmutableArray<int>? IndexIn(SceneLayer layer, VolumeInfo scene, int level)
    {
        ImmutableArray<int> shape = layer.Info.Levels[level].Shape;
        var index = ImmutableArray.CreateBuilder<int>(shape.Length);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            int sceneAxis = layer.SceneAxes[axis];
            bool isChannel = layer.Channel >= 0 && layer.Info.Axes[axis].Kind == AxisKind.Channel;
            int at = !isChannel && sceneAxis >= 0 && World[sceneAxis] is { } world
                ? Nearest(layer.SampleAt(scene, level, axis, (world - scene.Axes[sceneAxis].Translation) / scene.Axes[sceneAxis].Scale))
                : layer.IndexAt(scene, level, axis, Step);
            if (at < 0 || at >= shape[axis])
            {
                return null;
            }

            index.Add(at);
        }

        return index.MoveToImmutable();
    }

    /// <summary>Sample i covers [i − ½, i + ½).</summary>
    private static int Nearest(double at) => (int)double.Clamp(double.Floor(at + 0.5), -1, int.MaxValue);
}
