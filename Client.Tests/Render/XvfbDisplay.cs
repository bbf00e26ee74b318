using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Fathom.Client.Tests.Render;

/// <summary>An X server without a screen on a display number of its own choice; ends with the test.</summary>
internal sealed class XvfbDisplay : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _server;

    private XvfbDisplay(Process server, string name)
    {
        _server = server;
        Name = name;
    }

    /// <summary>What goes into DISPLAY.</summary>
    internal string Name { get; }

    /// <summary>Starts a server; null and the reason when this machine has none.</summary>
    internal static async Task<(XvfbDisplay? Display, string Reason)> StartAsync(int width = 1280, int height = 800)
    {
        if (FindProgram("Xvfb") is not { } path)
        {
            return (null, "Xvfb is not installed (Debian/Ubuntu: apt-get install xvfb)");
        }

        // The server picks a free number itself and writes it to the descriptor named: its standard output.
        var start = new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-displayfd", "1", "-screen", "0", $"{width}x{height}x24", "-nolisten", "tcp", "-noreset"])
        {
            start.ArgumentList.Add(argument);
        }

        Process server = Process.Start(start) ?? throw new InvalidOperationException("Xvfb did not start.");
        _ = server.StandardError.ReadToEndAsync();
        string? number = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        if (string.IsNullOrWhiteSpace(number))
        {
            server.Dispose();
            return (null, "Xvfb ended without opening a display");
        }

        return (new XvfbDisplay(server, ":" + number.Trim()), "");
    }

    /// <summary>The path of a program on PATH, or null.</summary>
    internal static string? FindProgram(string name)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit(s_patience);
        _server.Dispose();
    }
}
