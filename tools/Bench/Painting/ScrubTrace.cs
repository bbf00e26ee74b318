using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>Slices of a chunked store on disk in a seeded random order: the first time, when chunks are read, and again.</summary>
internal static class ScrubTrace
{
    private const int ChunkPlanes = 32;
    private const int Chunk = 128;

    /// <summary>Times of the first and the second visit of each plane, ms; or why there are none.</summary>
    public static (Distribution Cold, Distribution Warm, string Note) Measure(NoisyBlobs volume, int edge, TimeProvider time, CancellationToken interrupt)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"fathom-scrub-{Guid.NewGuid():N}.zarr");
        try
        {
            Write(volume, edge, folder);
            using VolumeSet set = VolumeSources.Open(folder, new SourceOptions(), interrupt);
            var layout = SceneLayout.Of(set);
            using var renderer = new SceneRenderer(layout, burnMarks: false, new RenderLimits { PlaneBytes = 8 << 20 }, time);
            var picture = new RenderedPicture(PaintRun.Width, PaintRun.Height);
            SceneState state = SceneState.Initial(layout, PaintRun.Width, PaintRun.Height);
            IReadOnlyList<int> visits = new SeededVisitOrder(edge, edge, 7).Visits;
            double[][] times = [new double[edge], new double[edge]];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < edge && !interrupt.IsCancellationRequested; i++)
                {
                    long start = time.GetTimestamp();
                    renderer.Render(state with { Step = state.Step.SetItem(0, visits[i]) }, picture, RenderEffort.Refined, CancellationToken.None);
                    times[pass][i] = time.GetElapsedTime(start).TotalMilliseconds;
                }
            }

            return (Distribution.FromValues(times[0]), Distribution.FromValues(times[1]), $"Zarr v2, chunks of {ChunkPlanes}×{Chunk}×{Chunk}, raw, {edge} planes at random");
        }
        catch (FathomException error)
        {
            return (default, default, $"not run: {error.Message}");
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The volume as an OME-Zarr image of one level, chunk by chunk.</summary>
    private static void Write(NoisyBlobs volume, int edge, string folder)
    {
        string level = Path.Combine(folder, "0");
        Directory.CreateDirectory(level);
        File.WriteAllText(Path.Combine(folder, ".zgroup"), """{"zarr_format":2}""");
        File.WriteAllText(Path.Combine(folder, ".zattrs"), """
            {"multiscales":[{"version":"0.4","axes":[{"name":"z","type":"space","unit":"micrometer"},{"name":"y","type":"space","unit":"micrometer"},{"name":"x","type":"space","unit":"micrometer"}],
             "datasets":[{"path":"0","coordinateTransformations":[{"type":"scale","scale":[1,1,1]}]}]}]}
            """);
        string type = volume.Info.Sample == SampleType.UInt8 ? "|u1" : "<u2";
        File.WriteAllText(
            Path.Combine(level, ".zarray"),
            $$"""{"zarr_format":2,"shape":[{{edge}},{{edge}},{{edge}}],"chunks":[{{ChunkPlanes}},{{Chunk}},{{Chunk}}],"dtype":{{JsonSerializer.Serialize(type)}},"compressor":null,"fill_value":0,"order":"C","filters":null,"dimension_separator":"."}""");
        byte[] chunk = new byte[ChunkPlanes * Chunk * Chunk * volume.Info.BytesPerSample];
        for (int z = 0; z < edge; z += ChunkPlanes)
        {
            for (int y = 0; y < edge; y += Chunk)
            {
                for (int x = 0; x < edge; x += Chunk)
                {
                    volume.Read(new RegionRequest(0, [z, y, x], [ChunkPlanes, Chunk, Chunk], [1, 1, 1]), chunk, [], CancellationToken.None);
                    File.WriteAllBytes(Path.Combine(level, $"{z / ChunkPlanes}.{y / Chunk}.{x / Chunk}"), chunk);
                }
            }
        }
    }
}
