using System;
using System.ComponentModel;
using System.Diagnostics;

namespace Fathom.Bench.Compare;

/// <summary>An X server without a screen, for programs that draw nowhere else.</summary>
internal sealed class VirtualScreen : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Process _server;

    private VirtualScreen(Process server, string name)
    {
        _server = server;
        Name = name;
    }

    /// <summary>What goes into DISPLAY.</summary>
    public string Name { get; }

    /// <summary>Starts one as large as the largest clip; null when there is none on this machine.</summary>
    public static VirtualScreen? TryStart()
    {
        // It picks a free number and writes it to the descriptor named: its standard output.
        var start = new ProcessStartInfo("Xvfb") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process server = Process.Start(start) ?? throw new Win32Exception("No process was started.");
            server.ErrorDataReceived += static (_, _) => { };
            server.BeginErrorReadLine();
            string? number = server.StandardOutput.ReadLine();
            if (string.IsNullOrWhiteSpace(number))
            {
                server.Dispose();
                return null;
            }

            return new VirtualScreen(server, ":" + number.Trim());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit(s_patience);
        _server.Dispose();
    }
}
