using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Zarr;

namespace Fathom.Bench.Data;

/// <summary>One viewer scrubs to and fro: from the new position to the finished 1280×720 picture, everything together.</summary>
internal static class EndToEndMeasure
{
    private const int Width = 1280;
    private const int Height = 720;
    private static readonly int[] s_shape = [64, 512, 768];
    private static readonly int[] s_chunk = [8, 256, 256];

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        int steps = options.IsQuick ? 32 : 126;
        Distribution naive = Scrub(steps, isNaive: true, options), ours = Scrub(steps, isNaive: false, options);
        string what = $"{steps} positions to and fro, 6 chunks a slice, 5 ms a request";
        yield return new DataRow("end-to-end", what + ", mean of p50 and p95", (naive.P50 + naive.P95) / 2, (ours.P50 + ours.P95) / 2, "ms", 1.5);
        yield return new DataRow("end-to-end", "  p50", naive.P50, ours.P50, "ms", null);
        yield return new DataRow("end-to-end", "  p95", naive.P95, ours.P95, "ms", null) { Note = "the 95th is the first slice of a new row of chunks, which has to be fetched in either mode" };
    }

    private static Distribution Scrub(int steps, bool isNaive, DataOptions options)
    {
        using var store = new LatentStore(s_shape, s_chunk, TimeSpan.FromMilliseconds(5));
        using var reading = new SharedReading { FetchTogether = true };
        using VolumeSet set = ZarrOpener.TryOpen(store, "bench", null, reading, options.Cancel)!;
        using IVolumeSource source = isNaive ? new NaiveSource(store, set.Images[0].Info) : set.Images[0];
        var layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, false, isNaive ? new RenderLimits { PlaneBytes = 0 } : null);
        var picture = new RenderedPicture(Width, Height);
        SceneState state = SceneState.Initial(layout, Width, Height);
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            int z = Math.Abs((i % 126) - 63);
            state = state with { Step = state.Step.SetItem(0, z) };
            times[i] = options.Milliseconds(() => renderer.Render(state, picture, RenderEffort.Refined, CancellationToken.None));
        }

        return Distribution.FromValues(times);
    }
}
