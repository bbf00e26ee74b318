using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>All that decides what a picture shows, as one immutable value. The revision grows with every change.</summary>
internal sealed record SceneState(
    long Revision, ImmutableArray<int> Step, int DisplayedAxes, PlaneCamera Plane, OrbitCamera Orbit, LayerStyle Layer)
{
    private const double DefaultFieldOfView = 45;

    public bool IsVolume => DisplayedAxes == 3;

    /// <summary>The state to begin with: everything in view, in the middle of every axis but time, which begins at its beginning.</summary>
    public static SceneState Initial(VolumeInfo info, int canvasWidth, int canvasHeight)
    {
        var step = ImmutableArray.CreateBuilder<int>(info.Axes.Length);
        foreach (VolumeAxis axis in info.Axes)
        {
            step.Add(axis.Kind == AxisKind.Time || step.Count >= info.RowAxis ? 0 : axis.Length / 2);
        }

        var layer = new LayerStyle(true, 1, "opaque", "linear", 1, info.ContrastLow, info.ContrastHigh, info.Colormap);
        return new SceneState(1, step.MoveToImmutable(), 2, FitPlane(info, canvasWidth, canvasHeight), FitOrbit(info), layer);
    }

    public static PlaneCamera FitPlane(VolumeInfo info, int canvasWidth, int canvasHeight)
    {
        double scaleX = info.Axes[info.ColumnAxis].Scale, scaleY = info.Axes[info.RowAxis].Scale;
        return PlaneCamera.Containing(
            -0.5 * scaleX, -0.5 * scaleY, info.Columns * scaleX, info.Rows * scaleY, canvasWidth / (double)canvasHeight);
    }

    /// <summary>A little from the side and from above, far enough to hold the whole volume at any angle.</summary>
    public static OrbitCamera FitOrbit(VolumeInfo info)
    {
        double x = info.Columns * info.Axes[info.ColumnAxis].Scale, y = info.Rows * info.Axes[info.RowAxis].Scale;
        double z = info.DepthAxis < 0 ? 0 : info.Axes[info.DepthAxis].Length * info.Axes[info.DepthAxis].Scale;
        double radius = Math.Sqrt((x * x) + (y * y) + (z * z)) / 2;
        double distance = 0.8 * radius / Math.Tan(DefaultFieldOfView * Math.PI / 360);
        return new OrbitCamera(x / 2, y / 2, z / 2, -20, 55, 0, distance, DefaultFieldOfView);
    }

    /// <summary>The displayed axes, outermost first.</summary>
    public ImmutableArray<int> Displayed(VolumeInfo info) =>
        IsVolume && info.DepthAxis >= 0 ? [info.DepthAxis, info.RowAxis, info.ColumnAxis] : [info.RowAxis, info.ColumnAxis];
}
