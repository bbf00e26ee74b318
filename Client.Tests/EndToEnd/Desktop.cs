using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Render;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>A virtual display with one window at its upper left, driven and looked at from outside by the display's own tools.</summary>
internal sealed class Desktop : IDisposable
{
    private readonly XvfbDisplay _display;
    private readonly string _folder;
    private string _window = string.Empty;

    private Desktop(XvfbDisplay display, string folder)
    {
        _display = display;
        _folder = folder;
    }

    /// <summary>What goes into DISPLAY.</summary>
    public string Name => _display.Name;

    /// <summary>Starts a display; skips the test where a tool lacks.</summary>
    public static async Task<Desktop> StartAsync(string folder, int width, int height)
    {
        foreach (string tool in (string[])["xdotool", "import"])
        {
            Skip.If(XvfbDisplay.FindProgram(tool) is null, tool + " is not installed (Debian/Ubuntu: apt-get install xdotool imagemagick)");
        }

        (XvfbDisplay? display, string reason) = await XvfbDisplay.StartAsync(width, height);
        Skip.If(display is null, reason);
        return new Desktop(display!, folder);
    }

    /// <summary>Waits for the window.</summary>
    public async Task FindWindowAsync() =>
        _window = (await ToolAsync("xdotool", "search", "--sync", "--name", "Fathom")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>Moves the pointer.</summary>
    public Task MoveAsync(double x, double y) => ToolAsync("xdotool", "mousemove", Pixel(x), Pixel(y));

    /// <summary>Clicks.</summary>
    public Task ClickAsync(double x, double y, int button = 1) => ToolAsync("xdotool", "mousemove", Pixel(x), Pixel(y), "click", button.ToString(CultureInfo.InvariantCulture));

    /// <summary>Drags with the left button, in steps as a hand does.</summary>
    public async Task DragAsync(double fromX, double fromY, double toX, double toY, int steps = 8)
    {
        await ToolAsync("xdotool", "mousemove", Pixel(fromX), Pixel(fromY), "mousedown", "1");
        for (int i = 1; i <= steps; i++)
        {
            await MoveAsync(fromX + ((toX - fromX) * i / steps), fromY + ((toY - fromY) * i / steps));
        }

        await ToolAsync("xdotool", "mouseup", "1");
    }

    /// <summary>Turns the wheel up with control held.</summary>
    public Task ZoomAsync(double x, double y, int steps) => ToolAsync(
        "xdotool", "mousemove", Pixel(x), Pixel(y), "keydown", "ctrl", "click", "--repeat", steps.ToString(CultureInfo.InvariantCulture), "--delay", "5", "4", "keyup", "ctrl");

    /// <summary>Presses keys one after another.</summary>
    public Task PressAsync(params string[] keys) => ToolAsync("xdotool", ["key", "--window", _window, .. keys]);

    /// <summary>The window's title.</summary>
    public Task<string> TitleAsync() => ToolAsync("xdotool", "getwindowname", _window);

    /// <summary>Looks at the window until it shows what it should; keeps the last look for whoever reads the failure.</summary>
    public async Task<TestPng> LookUntilAsync(Func<TestPng, Task<bool>> wanted, Func<string> what)
    {
        string path = Path.Combine(_folder, "look.png");
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Programs.Patience)
        {
            await ToolAsync("import", "-window", _window, "-depth", "8", "-define", "png:color-type=2", path);
            TestPng look = TestPng.Read(path);
            if (await wanted(look))
            {
                return look;
            }
        }

        string kept = Path.Combine(Path.GetTempPath(), "fathom-desktop-failed.png");
        File.Copy(path, kept, overwrite: true);
        throw new Xunit.Sdk.XunitException($"The window never showed {what()}; the last look is in {kept}, its title is: {await TitleAsync()}");
    }

    public void Dispose() => _display.Dispose();

    private static string Pixel(double place) => Math.Round(place).ToString(CultureInfo.InvariantCulture);

    private async Task<string> ToolAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = Name;
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
