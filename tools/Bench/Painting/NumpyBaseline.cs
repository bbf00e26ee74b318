using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Fathom.Bench.Painting;

/// <summary>
/// What NumPy takes for the same volume: a slice scaled to the contrast limits, looked up and resized by nearest neighbour to 1280×720; and a maximum projection straight
/// along an axis, which is all that a line of NumPy does: no camera, no perspective.
/// </summary>
internal static class NumpyBaseline
{
    private const string Script = """
        import sys, time, json
        import numpy as np
        path, kind, edge, low, high = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5])
        volume = np.fromfile(path, dtype=kind).reshape(edge, edge, edge)
        table = np.stack([np.arange(256)] * 3, axis=1).astype(np.uint8)
        rows = (np.arange(720) * edge // 720); columns = (np.arange(1280) * edge // 1280)
        def paint(plane):
            index = (np.clip((plane.astype(np.float32) - low) / (high - low), 0, 1) * 255).astype(np.uint8)
            return table[index[rows[:, None], columns[None, :]]]
        def measure(draw, count):
            draw(0)
            times = []
            for i in range(count):
                start = time.perf_counter(); draw(i); times.append(time.perf_counter() - start)
            return sorted(times)[len(times) // 2] * 1000
        print(json.dumps({"version": np.__version__, "slice": measure(lambda i: paint(volume[i * 7 % edge]), 15), "mip": measure(lambda i: paint(volume.max(axis=i % 2)), 5)}))
        """;

    /// <summary>Sets the cases' figures; says what it did, or why it did not.</summary>
    public static string Measure(NoisyBlobs volume, string type, int edge, IReadOnlyList<PaintCase> cases)
    {
        string path = Path.Combine(Path.GetTempPath(), $"fathom-{Guid.NewGuid():N}.raw");
        try
        {
            File.WriteAllBytes(path, volume.Samples);
            string[] arguments =
            [
                "-c", Script, path, type, edge.ToString(CultureInfo.InvariantCulture),
                volume.Info.ContrastLow.ToString(CultureInfo.InvariantCulture), volume.Info.ContrastHigh.ToString(CultureInfo.InvariantCulture),
            ];

            // The first python3 of the path is not always the one that the distribution's numpy belongs to.
            string? said = Run("python3", arguments) ?? Run("/usr/bin/python3", arguments);
            if (said is null)
            {
                return "not run: python3 with numpy is not installed";
            }

            using JsonDocument result = JsonDocument.Parse(said);
            foreach (PaintCase one in cases)
            {
                one.NumpyMs = one.Name switch
                {
                    "slice" => result.RootElement.GetProperty("slice").GetDouble(),
                    "mip_full" or "mip_moving" => result.RootElement.GetProperty("mip").GetDouble(),
                    _ => null,
                };
            }

            return $"numpy {result.RootElement.GetProperty("version").GetString()}; its projection is straight along an axis";
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process? process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
