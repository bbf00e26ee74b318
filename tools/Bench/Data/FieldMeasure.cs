using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Protocol.Colormaps;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Data;

/// <summary>
/// Stacks of field frames, in memory and mapped: opening, frames at random, frames in order, scrubbing back and forth. A frame is read, turned and coloured by
/// the table, as the original's renderer does it.
/// </summary>
internal static class FieldMeasure
{
    private const int Side = 40;
    private const int Bins = Side * Side;

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        foreach (int frames in options.IsQuick ? (int[])[1_000, 10_000] : [1_000, 10_000, 100_000])
        {
            foreach (DataRow row in Measure($"{frames:N0} frames in memory", new MemoryField(frames, Bins), frames, options, isMapped: false))
            {
                yield return row;
            }

            string path = Path.Combine(Path.GetTempPath(), $"fathom-bench-{Environment.ProcessId}-{frames}.npy");
            try
            {
                MemoryField.Write(path, frames, Bins);
                foreach (DataRow row in Measure($"{frames:N0} frames mapped", NpyArray.Open(path), frames, options, isMapped: true))
                {
                    yield return row;
                }
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    private static IEnumerable<DataRow> Measure(string name, IFieldSource array, int frames, DataOptions options, bool isMapped)
    {
        var sideCar = new FieldSideCar { Grid = (Side, Side), Contrast = (0, 1), Scale = [1, 1, 1] };
        double creation = double.PositiveInfinity;
        GridFieldSource? source = null;
        for (int i = 0; i < 20; i++)
        {
            creation = Math.Min(creation, options.Milliseconds(() => source = new GridFieldSource(array, name, sideCar, SharedReading.UsualCacheBytes)));
        }

        using GridFieldSource opened = source!;
        WarmUp(new Painter(new GridFieldSource(array, name, sideCar, SharedReading.UsualCacheBytes)), frames);
        var painter = new Painter(opened);
        int visits = options.IsQuick ? 200 : 1_000;
        var order = new SeededVisitOrder(frames, visits, 11);
        double random = PerFrame(options, order.Visits, painter);
        double sequential = PerFrame(options, [.. Count(frames / 2, visits)], painter);
        double scrub = PerFrame(options, [.. Scrub(frames / 4, visits)], painter);
        bool isLong = frames > FrameCacheSize.MostSingleFrames;
        yield return new DataRow("fields", name + ", creation", 0.01, creation, "ms", null);
        yield return new DataRow("fields", name + ", random", isMapped && isLong ? 0.21 : isLong ? 0.20 : 0.02, random, "ms", null);
        yield return new DataRow("fields", name + ", in order", isLong ? 0.02 : null, sequential, "ms", null);
        yield return new DataRow("fields", name + ", scrubbing to and fro", null, scrub, "ms", null)
        {
            Note = $"{Bins} bins of float32; references: the original's own figures, on its machine; hit rate {opened.Counters.HitRate:0.00}",
        };
    }

    /// <summary>With a cache of its own, so that only the code gets warm.</summary>
    private static void WarmUp(Painter painter, int frames)
    {
        for (int i = 0; i < 400; i++)
        {
            painter.Paint(i % frames);
        }
    }

    private static double PerFrame(DataOptions options, IReadOnlyList<int> visits, Painter painter)
    {
        double took = options.Milliseconds(() =>
        {
            foreach (int frame in visits)
            {
                painter.Paint(frame);
            }
        });
        return took / visits.Count;
    }

    private static IEnumerable<int> Count(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return (first + i) % (2 * first);
        }
    }

    private static IEnumerable<int> Scrub(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return first + Math.Abs((i % 100) - 50);
        }
    }

    private sealed class Painter(IVolumeSource source)
    {
        private readonly byte[] _samples = new byte[Bins * 4];
        private readonly byte[] _rgb = new byte[Bins * 3];
        private readonly ReadOnlyMemory<byte> _table = ColormapTables.TryGet("viridis", out ReadOnlyMemory<byte> table) ? table : default;

        public void Paint(int frame)
        {
            source.Read(new RegionRequest(0, [frame, 0, 0], [1, Side, Side], [1, 1, 1]), _samples, [], default);
            ReadOnlySpan<float> values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(_samples);
            ReadOnlySpan<byte> table = _table.Span;
            for (int i = 0; i < values.Length; i++)
            {
                int entry = 3 * ColormapIndex.Of(values[i], 0, 1), at = 3 * i;
                (_rgb[at], _rgb[at + 1], _rgb[at + 2]) = (table[entry], table[entry + 1], table[entry + 2]);
            }
        }
    }
}
