using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Data;

/// <summary>From pixels to samples on a scrub through z with three channels and labels over them: calculated for each layer of each picture, and from the cache.</summary>
internal static class TransformMeasure
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Layers = 4;

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        int pictures = options.IsQuick ? 100 : 600;
        VolumeInfo image = Info("czyx", [3, 100, 512, 768]), labels = Info("zyx", [100, 512, 768]) with { Kind = VolumeKind.Labels };
        VolumeInfo[] layers = [image, image, image, labels];
        yield return Compare("scrub through z, camera at rest", options, layers, pictures, static _ => 0, 3);
        yield return Compare("pan, a new camera each picture", options, layers, pictures, static picture => picture * 0.37, null) with
        {
            Note = "only the layers share here: the camera never repeats",
        };
    }

    private static DataRow Compare(string name, DataOptions options, VolumeInfo[] layers, int pictures, Func<int, double> shift, double? goal)
    {
        var naive = new List<double>();
        var ours = new List<double>();
        long sum = 0;
        for (int round = 0; round < 7; round++)
        {
            var cache = new TransformCache();
            naive.Add(options.Milliseconds(() => sum += Trace(cache, layers, pictures, shift, static (_, key) => PlaneTransform.Of(key))));
            ours.Add(options.Milliseconds(() => sum -= Trace(cache, layers, pictures, shift, static (from, key) => from.Get(key))));
        }

        double perPicture = 1000.0 / pictures;
        return sum != 0
            ? throw new InvalidOperationException("The cached transforms are not those that were calculated.")
            : new DataRow("transforms", name, Median(naive) * perPicture, Median(ours) * perPicture, "µs", goal);
    }

    private static long Trace(TransformCache cache, VolumeInfo[] layers, int pictures, Func<int, double> shift, Func<TransformCache, TransformKey, PlaneTransform> get)
    {
        long sum = 0;
        for (int picture = 0; picture < pictures; picture++)
        {
            var window = new SampleWindow(-0.5 + shift(picture), -0.5, 768, 512);
            for (int i = 0; i < Layers; i++)
            {
                VolumeInfo info = layers[i];
                var key = new TransformKey(
                    cache.Geometries.For(info), 0, LayerGeometry.PlaceOf(info, info.RowAxis), LayerGeometry.PlaceOf(info, info.ColumnAxis), info.Rows, info.Columns, window, Width, Height, false);
                PlaneTransform transform = get(cache, key);
                sum += transform.Columns.Index[Width / 2] + transform.Columns.Weight[Width / 2] + transform.Rows.Index[Height / 3];
            }
        }

        return sum;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static VolumeInfo Info(string axes, int[] shape) => new(
        "image", [.. axes.Select((name, i) => new VolumeAxis(name.ToString(), name == 'c' ? AxisKind.Channel : AxisKind.Space, shape[i], 1, string.Empty))], SampleType.UInt16, 0, 1, "gray");
}
