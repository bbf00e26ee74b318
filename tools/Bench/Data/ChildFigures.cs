using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fathom.Bench.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Zarr;

namespace Fathom.Bench.Data;

/// <summary>Figures of memory. Each is taken in a process of its own, so that nothing of another measurement counts; what counts are anonymous pages, since mapped files are not ours.</summary>
internal static class ChildFigures
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private const long CacheBytes = 48L << 20;
    private static readonly int[] s_shape = [128, 1024, 1024];
    private static readonly int[] s_chunk = [16, 256, 256];

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        double naive = Ask("naive"), ours = Ask("ours");
        yield return new DataRow("memory", $"peak with {LoadMeasure.Clients} clients, 16 MiB of chunks a slice", naive, ours, "MiB", 1.25)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{100 * (1 - (ours / naive)):0} % less; the goal is 20 %; chunk cache of {CacheBytes / BytesPerMebibyte:0} MiB; anonymous pages over those of the idle process"),
        };
        yield return new DataRow("memory", "a 4 GB sparse .npy opens, 100 random frames", null, Ask("sparse-npy"), "MiB", 200) { IsCeiling = true };
        yield return new DataRow("memory", "a 4 GB Zarr store without chunks opens, 100 random slices", null, Ask("sparse-zarr"), "MiB", 300) { IsCeiling = true };
    }

    /// <summary>In the child: one figure to standard output.</summary>
    public static ExitCode Print(string figure, BenchContext context)
    {
        double before = Anonymous();
        using var peak = new PeakWatch(Anonymous);
        switch (figure)
        {
            case "naive" or "ours":
                ReadSlices(figure == "naive", context.Interrupt);
                break;
            case "sparse-npy":
                ReadSparse("big.npy", static path => SparseFiles.WriteNpy(path), context.Interrupt);
                break;
            case "sparse-zarr":
                ReadSparse("big.zarr", static path => SparseFiles.WriteZarr(path), context.Interrupt);
                break;
            default:
                throw new FathomException(ExitCode.Usage, $"There is no figure '{figure}'.", "It is asked for by the program itself only.", "Leave --child out.");
        }

        bool isDifference = figure is "naive" or "ours";
        JsonReport.Write(context.Output, "fathom.bench_data_figure/1", json => json.WriteNumber("mebibytes", peak.Stop() - (isDifference ? before : 0)));
        return ExitCode.Ok;
    }

    private static void ReadSlices(bool isNaive, CancellationToken cancel)
    {
        using var store = new LatentStore(s_shape, s_chunk, TimeSpan.FromMilliseconds(5));
        using var reading = new SharedReading(CacheBytes);
        using VolumeSet set = ZarrOpener.TryOpen(store, "bench", null, reading, cancel)!;
        using IVolumeSource source = isNaive ? new NaiveSource(store, set.Images[0].Info) : set.Images[0];
        LoadMeasure.ReadAll(source, 12, s_chunk);
    }

    private static void ReadSparse(string name, Action<string> write, CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fathom-bench-");
        try
        {
            string path = Path.Combine(folder.FullName, name);
            write(path);
            using VolumeSet set = VolumeSources.Open(path, new SourceOptions(), cancel);
            VolumeInfo info = set.Images[0].Info;
            byte[] picture = new byte[info.Rows * info.Columns * info.BytesPerSample];
            var random = new Random(4);
            for (int i = 0; i < 100; i++)
            {
                set.Images[0].Read(new RegionRequest(0, [random.Next(info.Axes[0].Length), 0, 0], [1, info.Rows, info.Columns], [1, 1, 1]), picture, [], cancel);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Ask(string figure)
    {
        string program = Environment.ProcessPath!;
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ChildFigures).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. prefix, "data", "--child", figure]) { RedirectStandardOutput = true };
        using Process child = Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
        string text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0)
        {
            throw new InvalidOperationException($"Measuring {figure} ended with {child.ExitCode}.");
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("mebibytes").GetDouble();
    }

    /// <summary>Anonymous pages of this process in MiB.</summary>
    private static double Anonymous()
    {
        string line = File.ReadLines("/proc/self/status").First(static text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(8).Trim()[..^2].Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
