using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>All that decides what a picture shows, as one immutable value. The revision grows with every change.</summary>
internal sealed record SceneState(
    long Revision, ImmutableArray<int> Step, int DisplayedAxes, PlaneCamera Plane, OrbitCamera Orbit, ImmutableArray<LayerStyle> Layers)
{
    private const double DefaultFieldOfView = 45;

    public bool IsVolume => DisplayedAxes == 3;

    /// <summary>The axes from the outermost to the one that runs to the right; the last two or three are in the picture.</summary>
    public required ImmutableArray<int> Order { get; init; }

    /// <summary>How many samples (level 0) a slice is thick, per axis; 1 = a plane.</summary>
    public required ImmutableArray<int> Thickness { get; init; }

    public SlabProjection Projection { get; init; } = SlabProjection.Mean;

    /// <summary>The level that a viewer asked for; null = whatever suits the view.</summary>
    public int? Level { get; init; }

    /// <summary>The first layer, the only one that plain clients may know.</summary>
    public LayerStyle Layer => Layers[0];

    /// <summary>The state to begin with: everything in view, in the middle of every axis but time, which begins at its beginning.</summary>
    public static SceneState Initial(SceneLayout layout, int canvasWidth, int canvasHeight)
    {
        VolumeInfo info = layout.Info;
        var step = ImmutableArray.CreateBuilder<int>(info.Axes.Length);
        foreach (VolumeAxis axis in info.Axes)
        {
            step.Add(axis.Kind is AxisKind.Time or AxisKind.Channel || step.Count >= info.RowAxis ? 0 : axis.Length / 2);
        }

        ImmutableArray<int> order = [.. Enumerable.Range(0, info.Axes.Length)];
        var axes = ViewAxes.Of(info, order);
        return new SceneState(
            1, step.MoveToImmutable(), 2, FitPlane(info, axes, canvasWidth, canvasHeight), FitOrbit(info, axes, canvasWidth / (double)canvasHeight), [.. layout.Layers.Select(layer => layer.Initial)])
        {
            Order = order,
            Thickness = [.. info.Axes.Select(_ => 1)],
        };
    }

    public static PlaneCamera FitPlane(VolumeInfo info, ViewAxes axes, int canvasWidth, int canvasHeight)
    {
        double scaleX = info.Axes[axes.Column].Scale, scaleY = info.Axes[axes.Row].Scale;
        return PlaneCamera.Containing(
            -0.5 * scaleX, -0.5 * scaleY, info.Axes[axes.Column].Length * scaleX, info.Axes[axes.Row].Length * scaleY, canvasWidth / (double)canvasHeight);
    }

    /// <summary>A little from the side and from above, far enough to see every corner of the volume in a picture of this aspect.</summary>
    public static OrbitCamera FitOrbit(VolumeInfo info, ViewAxes axes, double aspect)
    {
        const double Margin = 1.04;
        double x = Extent(info, axes.Column), y = Extent(info, axes.Row), z = axes.Depth < 0 ? 0 : Extent(info, axes.Depth);
        var camera = new OrbitCamera(x / 2, y / 2, z / 2, -20, 55, 0, 0, DefaultFieldOfView);
        (Axis3 right, Axis3 up, Axis3 forward) = camera.Basis();
        double slope = Math.Tan(DefaultFieldOfView * Math.PI / 360), distance = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            double cx = (corner & 1) == 0 ? x / 2 : -x / 2, cy = (corner & 2) == 0 ? y / 2 : -y / 2, cz = (corner & 4) == 0 ? z / 2 : -z / 2;
            double aside = Math.Max(Math.Abs(Along(right)) / aspect, Math.Abs(Along(up)));
            distance = Math.Max(distance, (Margin * aside / slope) - Along(forward));

            double Along(Axis3 axis) => (cx * axis.X) + (cy * axis.Y) + (cz * axis.Z);
        }

        return camera with { Distance = distance };
    }

    public ViewAxes Axes(VolumeInfo info) => ViewAxes.Of(info, Order);

    /// <summary>The displayed axes, outermost first.</summary>
    public ImmutableArray<int> Displayed(VolumeInfo info)
    {
        ViewAxes axes = Axes(info);
        return IsVolume && axes.Depth >= 0 ? [axes.Depth, axes.Row, axes.Column] : [axes.Row, axes.Column];
    }

    private static double Extent(VolumeInfo info, int axis) => info.Axes[axis].Length * info.Axes[axis].Scale;
}
