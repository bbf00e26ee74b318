using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace Fathom.Bench.Compare;

/// <summary>Runs one program after the other and measures each from outside, all in the same way.</summary>
/// <remarks>Processor time is what the system books on this process for children that have ended; peak memory is the child's own high-water mark, since
/// the one that the system keeps for ended children begins with the parent's size. Threads: one at a time.</remarks>
internal sealed class ChildMeter
{
    /// <summary>How often the high-water mark is read; what grows in the last moments is missed.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;

    public ChildMeter(TimeProvider time) => _time = time;

    /// <summary>Runs a program to its end. Null when the system knows no such program.</summary>
    public ChildRun? Run(string program, IReadOnlyList<string> arguments, CancellationToken interrupt, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        double before = MachineLoad.ChildrenProcessorSeconds();
        long started = _time.GetTimestamp();
        try
        {
            using Process process = Process.Start(start) ?? throw new Win32Exception("No process was started.");
            return Watch(process, started, before, interrupt);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private ChildRun Watch(Process process, long started, double before, CancellationToken interrupt)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        double peak = 0;
        while (!process.WaitForExit(s_interval))
        {
            peak = Math.Max(peak, HighWaterMebibytes(process.Id));
            if (interrupt.IsCancellationRequested || _time.GetElapsedTime(started) > s_patience)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                interrupt.ThrowIfCancellationRequested();
                return new ChildRun(-1, "", $"It did not end within {s_patience.TotalMinutes:0} minutes.", _time.GetElapsedTime(started).TotalSeconds, 0, peak);
            }
        }

        double seconds = _time.GetElapsedTime(started).TotalSeconds;

        // Without a limit it also waits until everything that was said is there.
        process.WaitForExit();
        return new ChildRun(process.ExitCode, output.ToString(), errors.ToString(), seconds, MachineLoad.ChildrenProcessorSeconds() - before, peak);
    }

    private static double HighWaterMebibytes(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(static text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.AsSpan(6).Trim()[..^2].Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            // It ended between two looks.
            return 0;
        }
    }
}
