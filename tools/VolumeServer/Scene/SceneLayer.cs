using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>One layer: a channel of an image, a whole image, or a label set, and how it lies in the scene.</summary>
/// <param name="Id">What messages call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Source">Where its samples come from; shared by the channels of an image.</param>
/// <param name="Channel">Which index of the source's channel axis it shows, or -1: follow the position on that axis.</param>
/// <param name="SceneAxes">For each axis of the source the axis of the scene with the same name, or -1.</param>
/// <param name="Initial">How it is drawn to begin with.</param>
/// <param name="RangeLow">Lower end of a contrast slider.</param>
/// <param name="RangeHigh">Upper end of a contrast slider.</param>
internal sealed record SceneLayer(
    string Id, string Name, IVolumeSource Source, int Channel, ImmutableArray<int> SceneAxes, LayerStyle Initial, double RangeLow, double RangeHigh)
{
    public VolumeInfo Info => Source.Info;

    public bool IsLabels => Info.Kind == VolumeKind.Labels;

    /// <summary>The source's axis that is this axis of the scene, or -1.</summary>
    public int SourceAxis(int sceneAxis) => sceneAxis < 0 ? -1 : SceneAxes.IndexOf(sceneAxis);

    /// <summary>Sample coordinate along an axis of the source for a sample coordinate (level 0) of the scene.</summary>
    public double SampleAt(VolumeInfo scene, int level, int sourceAxis, double scenePosition)
    {
        VolumeAxis along = scene.Axes[SceneAxes[sourceAxis]];
        VolumeLevel grid = Info.Levels[level];
        return (along.Translation + (scenePosition * along.Scale) - grid.Translation[sourceAxis]) / grid.Scale[sourceAxis];
    }

    /// <summary>The sample of a level that the scene's position on every axis means; rows and columns of no interest come out as well.</summary>
    public int IndexAt(VolumeInfo scene, int level, int sourceAxis, ImmutableArray<int> step)
    {
        int length = Info.Levels[level].Shape[sourceAxis];
        if (Channel >= 0 && Info.Axes[sourceAxis].Kind == AxisKind.Channel)
        {
            return Math.Min(Channel, length - 1);
        }

        int sceneAxis = SceneAxes[sourceAxis];
        return sceneAxis < 0 ? 0 : (int)Math.Clamp(Math.Round(SampleAt(scene, level, sourceAxis, step[sceneAxis])), 0, length - 1);
    }
}
