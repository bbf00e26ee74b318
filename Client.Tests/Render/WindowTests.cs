using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Render;

/// <summary>A real window under Xvfb, in a child process.</summary>
public sealed class WindowTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Wakes_from_another_thread_end_the_wait_at_once()
    {
        using XvfbDisplay display = await StartDisplayAsync();
        using Process child = StartChild(display, WindowChild.WakesVerb, "300");

        string line = (await FinishAsync(child)).Trim();

        output.WriteLine($"wakes, median µs, p99 µs: {line}");
        string[] parts = line.Split(' ');
        Assert.Equal(3, parts.Length);

        // A wake that is only noticed when the wait's time is up would take seconds.
        Assert.True(double.Parse(parts[2], CultureInfo.InvariantCulture) < 500_000, line);
    }

    [SkippableFact]
    public async Task Keys_buttons_and_the_pointer_arrive_as_events()
    {
        using XvfbDisplay display = await StartDisplayAsync();
        Skip.If(XvfbDisplay.FindProgram("xdotool") is null, "xdotool is not installed (Debian/Ubuntu: apt-get install xdotool)");
        using Process child = StartChild(display, WindowChild.InputVerb, "fathom-input-test");
        Assert.Equal("ready", await child.StandardOutput.ReadLineAsync().WaitAsync(s_patience));

        // There is no window manager under Xvfb: the window gets the keys because the pointer is in it.
        await XdotoolAsync(display, "search", "--sync", "--name", "fathom-input-test", "mousemove", "--window", "%1", "120", "80", "windowfocus", "--sync", "%1");
        await XdotoolAsync(display, "click", "1", "click", "4", "keydown", "ctrl", "click", "5", "keyup", "ctrl", "key", "z", "key", "Escape");
        string events = await FinishAsync(child);

        output.WriteLine(events);
        Assert.Contains("MouseMove at=120,80", events, StringComparison.Ordinal);
        Assert.Contains("MouseDown button=Left at=120,80", events, StringComparison.Ordinal);
        Assert.Contains("MouseUp button=Left at=120,80", events, StringComparison.Ordinal);
        Assert.Contains("Scroll by=1 with=None", events, StringComparison.Ordinal);
        Assert.Contains("Scroll by=-1 with=Control", events, StringComparison.Ordinal);
        Assert.Contains("KeyDown key=Z", events, StringComparison.Ordinal);
        Assert.Contains("Text char=122", events, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(RenderPath.Blit)]
    [InlineData(RenderPath.Shader)]
    public async Task A_window_shows_the_pixels_that_a_headless_surface_gets(RenderPath path)
    {
        using XvfbDisplay display = await StartDisplayAsync();
        string png = Path.Combine(Path.GetTempPath(), $"fathom-window-{Guid.NewGuid():N}.png");
        using Process child = StartChild(display, WindowChild.DrawVerb, path.ToString(), png, "500", "300");

        output.WriteLine(await FinishAsync(child));

        CapturedImage shown = PngReader.Read(await File.ReadAllBytesAsync(png));
        File.Delete(png);
        using IRenderWindow headless = RenderWindows.OpenHeadless(500, 300);
        CapturedImage expected = WindowChild.DrawKnownPicture(headless, path);
        Assert.Equal((500, 300), (shown.Width, shown.Height));
        Assert.Equal(expected.Rgba, shown.Rgba);
    }

    [SkippableFact]
    public async Task Videos_lie_in_a_window_where_they_lie_in_memory()
    {
        using XvfbDisplay display = await StartDisplayAsync();
        string png = Path.Combine(Path.GetTempPath(), $"fathom-window-{Guid.NewGuid():N}.png");
        using Process child = StartChild(display, WindowChild.DrawVerb, nameof(RenderPath.Blit), png, "500", "300", "video");

        output.WriteLine(await FinishAsync(child));

        CapturedImage shown = PngReader.Read(await File.ReadAllBytesAsync(png));
        File.Delete(png);
        using IRenderWindow headless = RenderWindows.OpenHeadless(500, 300);
        CapturedImage expected = WindowChild.DrawKnownPicture(headless, RenderPath.Blit, withVideo: true);
        Assert.Equal((500, 300), (shown.Width, shown.Height));

        // The rasteriser keeps windows upside down and interpolates with eight bits: the last one may differ.
        for (int i = 0; i < expected.Rgba.Length; i++)
        {
            Assert.InRange(shown.Rgba[i] - expected.Rgba[i], -2, 2);
        }
    }

    internal static async Task<XvfbDisplay> StartDisplayAsync()
    {
        (XvfbDisplay? display, string reason) = await XvfbDisplay.StartAsync();
        Skip.If(display is null, reason);
        return display!;
    }

    internal static Process StartChild(XvfbDisplay display, params IEnumerable<string> arguments)
        => Start(display, "dotnet", ["exec", typeof(WindowChild).Assembly.Location, .. arguments]);

    private static async Task XdotoolAsync(XvfbDisplay display, params IEnumerable<string> arguments)
    {
        using Process xdotool = Start(display, "xdotool", arguments);
        await FinishAsync(xdotool);
    }

    private static Process Start(XvfbDisplay display, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = display.Name;
        start.Environment.Remove("WAYLAND_DISPLAY");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    internal static async Task<string> FinishAsync(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            string text = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
            await process.WaitForExitAsync().WaitAsync(s_patience);
            Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await error}{text}");
            return text;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
