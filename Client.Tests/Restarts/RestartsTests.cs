using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.State;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Restarts;

/// <summary>A server is killed while a slider is dragged, and comes back without a memory: the view is the same again, and nothing is left over.</summary>
public sealed class RestartsTests
{
    private static readonly PropertyKey s_opacity = new("layer", "layer-0", "opacity");
    private static readonly PropertyKey s_colormap = new("layer", "layer-0", "colormap");

    private readonly ITestOutputHelper _output;

    public RestartsTests(ITestOutputHelper output) => _output = output;

    [SkippableFact]
    public Task Three_restarts_during_a_drag_leave_the_view_as_it_was() => DragThroughAsync(3, checksProcess: false);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task Fifty_restarts_during_a_drag_leave_the_view_as_it_was_and_nothing_behind() => DragThroughAsync(50, checksProcess: true);

    private async Task DragThroughAsync(int times, bool checksProcess)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using KilledServer server = await KilledServer.StartAsync();
        using var screen = new FakeScreen();
        using var interrupt = new CancellationTokenSource();
        ViewProbe? probe = null;
        using var host = new ClientHost(
            new ClientSettings { StateUrl = server.StateUrl, PixelUrl = server.PixelUrl, Headless = true }, screen, parts => probe = new ViewProbe(parts), null, TimeProvider.System, interrupt.Token);
        using ViewProbe disposed = probe!;
        host.Start();
        Task<ExitCause> run = Task.Factory.StartNew(host.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var back = new List<double>();
        var counts = new List<(int Threads, int Files)>();
        try
        {
            ViewProbe.Seen before = SetView(probe!);
            for (int i = 0; i < times; i++)
            {
                back.Add(await RestartAsync(server, probe!, before));
                counts.Add(Count());
            }
        }
        finally
        {
            await interrupt.CancelAsync();
            await run;
            host.Stop();
        }

        Tell($"{times} restarts during a drag: picture after the server's return p50 {Quantile(back, 0.5):0} ms, p95 {Quantile(back, 0.95):0} ms, most {back.Max():0} ms; {screen.Shown.Count} pictures");
        Assert.Equal(0, host.Report(ExitCause.Finished, string.Empty, string.Empty, string.Empty, null).LeasesOut);
        Assert.Equal(0, host.BuffersOut);
        if (checksProcess)
        {
            // The first rounds fill pools; from then on nothing may grow with the restarts.
            (int threads, int files) = counts[times / 5];
            Tell($"threads {threads} after {times / 5}, {counts[^1].Threads} after {times}; open files {files} and {counts[^1].Files}");
            Assert.InRange(counts[^1].Threads, 0, threads + 8);
            Assert.InRange(counts[^1].Files, 0, files + 8);
        }
    }

    /// <summary>A view that no server has by itself.</summary>
    private static ViewProbe.Seen SetView(ViewProbe probe)
    {
        probe.Until(seen => seen.IsConnected && seen.LastShownAt != 0, "connected");
        probe.Do(parts =>
        {
            parts.Intents.Set(s_opacity, 0.625);
            parts.Intents.Set(s_colormap, "viridis");
            parts.Intents.Camera.Zoom(2, 100, 60, 180);
        });
        ViewProbe.Seen set = probe.Until(seen => seen.IsSettled && seen.Opacity == 0.625 && seen.Colormap == "viridis", "set");
        Assert.NotNull(set.Plane);
        return set;
    }

    private static async Task<double> RestartAsync(KilledServer server, ViewProbe probe, ViewProbe.Seen before)
    {
        int start = probe.Now.Z;
        probe.Drags = true;
        probe.Until(seen => seen.Z != start, "dragged");
        server.Kill();
        probe.Until(seen => !seen.IsConnected, "disconnected");
        long returned = await server.RestartAsync();
        ViewProbe.Seen shown = probe.Until(seen => seen.IsConnected && seen.LastShownAt > returned, "shown again");
        probe.Drags = false;
        ViewProbe.Seen after = probe.Until(seen => seen.IsSettled && seen.Z == seen.AskedZ && seen.Opacity == before.Opacity && seen.Colormap == before.Colormap && IsSame(seen.Plane, before.Plane), "as before");
        Assert.Equal(before.Dims!.Ndisplay, after.Dims!.Ndisplay);
        return TimeProvider.System.GetElapsedTime(returned, shown.LastShownAt).TotalMilliseconds;
    }

    private static bool IsSame(PlanePose? a, PlanePose? b) => a is { } x && b is { } y
        && Math.Abs(x.Left - y.Left) + Math.Abs(x.Bottom - y.Bottom) + Math.Abs(x.Width - y.Width) + Math.Abs(x.Height - y.Height) < 1e-6 * (1 + Math.Abs(y.Width));

    private static (int Threads, int Files) Count()
    {
        using var self = Process.GetCurrentProcess();
        return (self.Threads.Count, Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0);
    }

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);

    private void Tell(string line) => TestNotes.Tell(_output, line);
}
