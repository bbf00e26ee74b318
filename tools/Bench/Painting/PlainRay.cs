using System;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>Rays through a volume: a sample at each plane of the axis along which it is steepest (counted in samples), front to back.</summary>
internal sealed class PlainRay(SceneState state, VolumeInfo scene, SceneLayer layer, PlainVolume volume, LayerStyle style, LabelPalette? palette)
{
    public (double R, double G, double B, double A) Cast(int x, int y, int width, int height)
    {
        OrbitCamera camera = state.Orbit;
        (Axis3 right, Axis3 up, Axis3 forward) = camera.Basis();
        double focal = camera.Focal(height), across = x + 0.5 - (width / 2.0), above = (height / 2.0) - y - 0.5;
        Axis3 aside = right.Times(across).Plus(up.Times(above)), center = new(camera.CenterX, camera.CenterY, camera.CenterZ);
        Axis3 eye = center.Plus(forward.Times(-camera.Distance)).Plus(camera.IsOrthographic ? aside.Times(camera.Distance / focal) : default);
        Axis3 along = camera.IsOrthographic ? forward : forward.Plus(aside.Times(1 / focal));
        Axis3 from = ToSamples(eye, isPoint: true), step = ToSamples(along, isPoint: false);
        double steepest = Math.Max(Math.Abs(step.X), Math.Max(Math.Abs(step.Y), Math.Abs(step.Z)));
        int axis = steepest == Math.Abs(step.X) ? 0 : steepest == Math.Abs(step.Y) ? 1 : 2, length = axis == 0 ? volume.Columns : axis == 1 ? volume.Rows : volume.Planes;
        double begin = VolumeView.Part(from, axis), rise = VolumeView.Part(step, axis);
        var light = new PlainLight(style, palette, StepLength(step.Times(1 / steepest)));
        for (int i = 0; i < length; i++)
        {
            int plane = rise > 0 ? i : length - 1 - i;
            double s = (plane - begin) / rise;
            if (camera.IsOrthographic || (plane - begin) * Math.Sign(rise) >= 0.25)
            {
                Axis3 at = from.Plus(step.Times(s));
                double px = axis == 0 ? plane : at.X, py = axis == 1 ? plane : at.Y, pz = axis == 2 ? plane : at.Z;
                light.Meet(volume.Sample(px, py, pz, palette is not null || style.IsNearest));
            }
        }

        return light.Result();
    }

    /// <summary>From camera coordinates (y up from the last row) to samples of the layer.</summary>
    private Axis3 ToSamples(Axis3 camera, bool isPoint)
    {
        ViewAxes axes = state.Axes(scene);
        double origin = isPoint ? 1 : 0;
        double Along(int sceneAxis, double world)
        {
            int axis = layer.SourceAxis(sceneAxis);
            return (world + (origin * (scene.Axes[sceneAxis].Translation - layer.Info.Axes[axis].Translation))) / layer.Info.Axes[axis].Scale;
        }

        double down = (origin * axes.FlipY(scene)) - camera.Y;
        return new Axis3(Along(axes.Column, camera.X), Along(axes.Row, down), Along(axes.Depth, camera.Z));
    }

    private double StepLength(Axis3 step)
    {
        ViewAxes axes = state.Axes(scene);
        double Scale(int sceneAxis) => layer.Info.Axes[layer.SourceAxis(sceneAxis)].Scale;
        double x = step.X * Scale(axes.Column), y = step.Y * Scale(axes.Row), z = step.Z * Scale(axes.Depth);
        double unit = Math.Min(scene.Axes[axes.Column].Scale, Math.Min(scene.Axes[axes.Row].Scale, scene.Axes[axes.Depth].Scale));
        return Math.Sqrt((x * x) + (y * y) + (z * z)) / unit;
    }
}
