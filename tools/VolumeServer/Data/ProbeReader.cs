using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Reads what a layer has at a place, or the largest value along a line of sight, and says it in the words of <c>fathom.probe</c>.</summary>
/// <remarks>Threads: any; a call blocks and listens to its token.</remarks>
internal sealed class ProbeReader
{
    /// <summary>So many samples of a line are read at once, which bounds what is read in vain beside it.</summary>
    private const int Run = 32;

    private readonly Dictionary<VolumeInfo, LabelPalette> _palettes = [];
    private readonly Lock _gate = new();

    /// <summary>One sample of a level.</summary>
    public MapValue At(SceneLayer layer, VolumeInfo scene, in ProbePlace place, int level, CancellationToken cancel)
    {
        MapValue answer = Begin(layer, level);
        if (place.IndexIn(layer, scene, level) is not { } index)
        {
            return answer.With("state", "outside");
        }

        answer = answer.With("index", Numbers(index));
        return Try(answer, () => Sample(layer, level, index, answer, cancel), cancel);
    }

    /// <summary>The largest value that a projection finds along a line, in the block that it is drawn from.</summary>
    public static MapValue Largest(SceneLayer layer, in VolumeKey key, ProbeRay ray, CancellationToken cancel)
    {
        MapValue answer = Begin(layer, key.Level);
        List<(int Depth, int Row, int Column)> samples = ray.Samples(key);
        VolumeKey block = key;
        return samples.Count == 0 ? answer.With("state", "outside") : Try(answer, () => Largest(layer, block, samples, answer, cancel), cancel);
    }

    private static MapValue Begin(SceneLayer layer, int level) => MapValue.Of(
        ("layer", layer.Id), ("name", layer.Name), ("kind", layer.IsLabels ? "labels" : "image"), ("type", layer.Info.Sample.Name()), ("level", level));

    private static MapValue Try(MapValue answer, Func<MapValue> read, CancellationToken cancel)
    {
        try
        {
            return read();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return answer.With("state", "late");
        }
        catch (FathomException error)
        {
            return answer.With("state", "unreadable").With("why", $"{error.What} {error.Why}");
        }
    }

    private MapValue Sample(SceneLayer layer, int level, ImmutableArray<int> index, MapValue answer, CancellationToken cancel)
    {
        Span<byte> sample = stackalloc byte[layer.Info.BytesPerSample], present = [1];
        ImmutableArray<int> one = [.. Enumerable.Repeat(1, index.Length)];
        if (layer.Source.Read(new RegionRequest(level, index, one, one), sample, present, cancel) != RegionContent.Complete && present[0] == 0)
        {
            return answer.With("state", "no_data");
        }

        answer = answer.With("state", "value").With("value", SampleText.Of(layer.Info.Sample, sample));
        return layer.IsLabels ? answer.With("color", ColorOf(layer.Info, SampleRows.ToLabel(layer.Info.Sample, sample, 0))) : answer;
    }

    private static MapValue Largest(SceneLayer layer, in VolumeKey key, List<(int Depth, int Row, int Column)> samples, MapValue answer, CancellationToken cancel)
    {
        VolumeInfo info = layer.Info;
        int bytes = info.BytesPerSample;
        byte[] read = new byte[Run * Run * bytes], present = new byte[Run * Run], best = [];
        double most = double.NegativeInfinity;
        (int Depth, int Row, int Column) at = default;
        for (int first = 0; first < samples.Count;)
        {
            int end = EndOf(samples, first);
            (RegionRequest request, int row, int column, int columns) = Box(key, samples, first, end);
            int count = (int)request.SampleCount;
            RegionContent content = layer.Source.Read(request, read.AsSpan(0, count * bytes), present.AsSpan(0, count), cancel);
            for (; first < end; first++)
            {
                int place = ((samples[first].Row - row) * columns) + samples[first].Column - column;
                if (key.Row > key.Column)
                {
                    // The data run the other way.
                    place = ((samples[first].Column - column) * (count / columns)) + samples[first].Row - row;
                }

                double value = content == RegionContent.Complete || present[place] != 0 ? SampleRows.ToDouble(info.Sample, read, place) : double.NaN;
                if (value > most)
                {
                    (most, at, best) = (value, samples[first], read.AsSpan(place * bytes, bytes).ToArray());
                }
            }
        }

        if (best.Length == 0)
        {
            return answer.With("state", "no_data");
        }

        int[] index = new int[info.Axes.Length];
        for (int axis = 0; axis < index.Length; axis++)
        {
            index[axis] = key.Position[axis] + ((axis == key.Depth ? at.Depth : axis == key.Row ? at.Row : axis == key.Column ? at.Column : 0) * key.Stride[axis]);
        }

        return answer.With("index", index).With("state", "value").With("value", SampleText.Of(info.Sample, best)).With("samples", samples.Count);
    }

    /// <summary>Samples of one plane follow each other; a run of them is read in one box.</summary>
    private static int EndOf(List<(int Depth, int Row, int Column)> samples, int first)
    {
        int end = first + 1;
        while (end < samples.Count && end - first < Run && samples[end].Depth == samples[first].Depth
            && Math.Abs(samples[end].Row - samples[first].Row) < Run && Math.Abs(samples[end].Column - samples[first].Column) < Run)
        {
            end++;
        }

        return end;
    }

    private static (RegionRequest Request, int Row, int Column, int Columns) Box(in VolumeKey key, List<(int Depth, int Row, int Column)> samples, int first, int end)
    {
        (int Depth, int Row, int Column) a = samples[first], b = samples[end - 1];
        int row = Math.Min(a.Row, b.Row), column = Math.Min(a.Column, b.Column), rows = Math.Abs(a.Row - b.Row) + 1, columns = Math.Abs(a.Column - b.Column) + 1;
        int axes = key.Source.Info.Axes.Length;
        int[] origin = new int[axes], size = new int[axes], stride = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            (int from, int count) = axis == key.Depth ? (a.Depth, 1) : axis == key.Row ? (row, rows) : axis == key.Column ? (column, columns) : (0, 1);
            stride[axis] = key.Stride[axis];
            origin[axis] = key.Position[axis] + (from * key.Stride[axis]);
            size[axis] = ((count - 1) * key.Stride[axis]) + 1;
        }

        return (new RegionRequest(key.Level, [.. origin], [.. size], [.. stride]), row, column, columns);
    }

    /// <summary>The colour that a label is drawn in; null for the background.</summary>
    private StateValue ColorOf(VolumeInfo info, ulong label)
    {
        LabelPalette? palette;
        lock (_gate)
        {
            if (!_palettes.TryGetValue(info, out palette))
            {
                _palettes[info] = palette = new LabelPalette(info);
            }
        }

        uint color = palette.Colors[palette.CodeOf(label)];
        return color >> 24 == 0 ? StateValue.Null : $"#{color & 0xFF:x2}{(color >> 8) & 0xFF:x2}{(color >> 16) & 0xFF:x2}";
    }

    private static ListValue Numbers(ImmutableArray<int> values) => ListValue.Of(values.AsSpan(), static value => (StateValue)value);
}
