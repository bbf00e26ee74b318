using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>A real window on a virtual display, looked at from outside by the display's own tools.</summary>
public sealed class WindowTests : IDisposable
{
    private const int ScreenWidth = 1000;
    private const int ScreenHeight = 800;

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-window-").FullName;
    private Process? _display;

    public void Dispose()
    {
        if (_display is { HasExited: false })
        {
            _display.Kill();
        }

        _display?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task The_window_shows_the_volume_upright_and_letterboxed_after_a_resize()
    {
        string display = await StartDisplayAsync();
        using Programs.RunningProgram server = Programs.Start(
            "fathom-server", ["serve", "--json", "--port", "0", "--pixel-port", "0", "--width", "768", "--height", "432", "--fps", "20"]);
        await server.UntilSaidAsync("\"ready\"");
        (string state, string pixel) = Addresses(server.Output);
        using Programs.RunningProgram window = Programs.Start(
            "fathom",
            ["connect", state, "--pixel-url", pixel, "--size", "768x432", "--no-panels", "--keep-size"],
            new Dictionary<string, string?> { ["DISPLAY"] = display });
        try
        {
            await window.UntilSaidAsync("pictures come.");
        }
        catch (Exception) when (window.Said.Contains("why:", StringComparison.Ordinal))
        {
            Programs.SkipIfLacking(await window.EndAsync());
            throw;
        }

        string id = (await ToolAsync(display, "xdotool", "search", "--sync", "--name", "Fathom")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        TestPng before = await LookUntilAsync(display, id, 768, 432, static picture => picture.Width == 768 && Beads.Depth(picture) >= 0 && HasLight(picture, 0));
        int depth = Beads.Depth(before);
        Assert.InRange(depth, 0, 95);

        await ToolAsync(display, "xdotool", "key", "--window", id, "Right");
        TestPng stepped = await LookUntilAsync(display, id, 768, 432, picture => picture.Width == 768 && Beads.Depth(picture) == depth + 1);
        Assert.Equal(depth + 1, Beads.Depth(stepped));

        await ToolAsync(display, "xdotool", "windowsize", "--sync", id, "768", "700");
        const int Bar = (700 - 432) / 2;
        TestPng after = await LookUntilAsync(
            display, id, 768, 700, picture => picture.Height == 700 && !HasLight(picture, Bar / 2) && Beads.Depth(picture, 0, Bar, 768, 432) == depth + 1);

        Assert.False(HasLight(after, Bar / 2), "the upper bar is not dark");
        Assert.False(HasLight(after, 700 - (Bar / 2)), "the lower bar is not dark");
        Assert.Equal(depth + 1, Beads.Depth(after, 0, Bar, 768, 432));

        await ToolAsync(display, "xdotool", "key", "--window", id, "Escape", "Escape");
        Assert.Equal(0, (await window.EndAsync()).ExitCode);
    }

    [SkippableFact]
    public async Task The_pointer_drags_the_slider_of_z_and_the_server_follows()
    {
        string display = await StartDisplayAsync();
        using Programs.RunningProgram server = Programs.Start(
            "fathom-server", ["serve", "--json", "--port", "0", "--pixel-port", "0", "--width", "640", "--height", "360", "--fps", "20"]);
        await server.UntilSaidAsync("\"ready\"");
        (string state, string pixel) = Addresses(server.Output);
        using Programs.RunningProgram window = Programs.Start(
            "fathom",
            ["connect", state, "--pixel-url", pixel, "--size", "960x600"],
            new Dictionary<string, string?> { ["DISPLAY"] = display, ["XDG_STATE_HOME"] = _folder });
        try
        {
            await window.UntilSaidAsync("pictures come.");
        }
        catch (Exception) when (window.Said.Contains("why:", StringComparison.Ordinal))
        {
            Programs.SkipIfLacking(await window.EndAsync());
            throw;
        }

        string id = (await ToolAsync(display, "xdotool", "search", "--sync", "--name", "Fathom")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        await TitleUntilAsync(display, id, static depth => depth == 48);

        // The lowest row of sliders stands above the status line; left and right of it are buttons and numbers.
        const string Row = "557";
        await ToolAsync(display, "xdotool", "mousemove", "560", Row, "mousedown", "1", "mousemove", "600", Row, "mousemove", "680", Row, "mouseup", "1");
        int dragged = await TitleUntilAsync(display, id, static depth => depth > 52);

        await ToolAsync(display, "xdotool", "key", "--window", id, "Escape");
        await ToolAsync(display, "xdotool", "key", "--window", id, "Left");
        Assert.Equal(dragged - 1, await TitleUntilAsync(display, id, depth => depth == dragged - 1));
        await ToolAsync(display, "xdotool", "key", "--window", id, "q");
        Assert.Equal(0, (await window.EndAsync()).ExitCode);
        Assert.Contains(state, await File.ReadAllTextAsync(Path.Combine(_folder, "fathom", "recent.json")), StringComparison.Ordinal);
    }

    /// <summary>The window's title says where the server stands.</summary>
    private static async Task<int> TitleUntilAsync(string display, string id, Func<int, bool> wanted)
    {
        long started = Stopwatch.GetTimestamp();
        string title = string.Empty;
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
        {
            title = await ToolAsync(display, "xdotool", "getwindowname", id);
            int at = title.IndexOf(" z ", StringComparison.Ordinal);
            int end = at < 0 ? -1 : title.IndexOf('/', at);
            if (end > 0 && int.TryParse(title.AsSpan(at + 3, end - at - 3), CultureInfo.InvariantCulture, out int depth) && wanted(depth))
            {
                return depth;
            }
        }

        throw new Xunit.Sdk.XunitException("The window never stood where it should; its title is: " + title);
    }

    private static bool HasLight(TestPng picture, int row)
    {
        for (int x = 0; x < picture.Width; x += 4)
        {
            for (int y = row; y < Math.Min(row + 20, picture.Height); y += 4)
            {
                if (picture.Light(x, y) > 60)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static (string State, string Pixel) Addresses(string ready)
    {
        using var document = System.Text.Json.JsonDocument.Parse(ready);
        return (document.RootElement.GetProperty("state_url").GetString()!, document.RootElement.GetProperty("pixel_url").GetString()!);
    }

    private async Task<TestPng> LookUntilAsync(string display, string id, int width, int height, Func<TestPng, bool> wanted)
    {
        string path = Path.Combine(_folder, "look.png");
        TestPng? last = null;
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
        {
            await ToolAsync(display, "import", "-window", id, "-depth", "8", "-define", "png:color-type=2", path);
            last = TestPng.Read(path);
            if (wanted(last))
            {
                return last;
            }
        }

        string kept = Path.Combine(Path.GetTempPath(), "fathom-window-failed.png");
        File.Copy(path, kept, overwrite: true);
        throw new Xunit.Sdk.XunitException($"The window ({width}x{height}) never showed what it should; the last look ({last?.Width}x{last?.Height}) is in {kept}.");
    }

    private async Task<string> StartDisplayAsync()
    {
        foreach (string tool in (string[])["Xvfb", "xdotool", "import"])
        {
            Skip.IfNot(File.Exists("/usr/bin/" + tool), tool + " is not installed");
        }

        var start = new ProcessStartInfo("/usr/bin/Xvfb") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-displayfd", "1", "-screen", "0", $"{ScreenWidth}x{ScreenHeight}x24", "-nolisten", "tcp"])
        {
            start.ArgumentList.Add(argument);
        }

        _display = Process.Start(start)!;
        _display.BeginErrorReadLine();
        string? number = await _display.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Skip.If(string.IsNullOrWhiteSpace(number), "Xvfb found no free display");
        return ":" + int.Parse(number!, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> ToolAsync(string display, string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/" + tool) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = display;
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Programs.Patience);
        await process.WaitForExitAsync().WaitAsync(Programs.Patience);
        Assert.True(process.ExitCode == 0, $"{tool}: {await error}");
        return output;
    }
}
