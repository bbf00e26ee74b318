using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;

namespace Fathom.Make;

/// <summary>Runs other programs: quietly, keeping their output for the case of failure, or attached to this console.</summary>
internal static class Shell
{
    /// <summary>Runs and passes everything through; returns the exit code.</summary>
    public static int Attached(string workingDirectory, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(workingDirectory, program, arguments, environment, capture: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs and keeps the output; returns exit code and output in order of arrival.</summary>
    public static (int ExitCode, string Output) Captured(
        string workingDirectory, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, Action<string>? eachLine = null)
    {
        using var process = Start(workingDirectory, program, arguments, environment, capture: true);
        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
            {
                lock (output)
                {
                    output.AppendLine(text);
                    eachLine?.Invoke(text);
                }
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    /// <summary>Runs quietly; a failure prints what the program said and becomes an error.</summary>
    public static void Quiet(string workingDirectory, string what, int exitCode, string how, string program, params string[] arguments)
    {
        var (code, output) = Captured(workingDirectory, program, arguments);
        if (code != 0)
        {
            Console.Error.WriteLine(output.TrimEnd());
            throw new MakeException(exitCode, what, $"'{program} {string.Join(' ', arguments)}' ended with {code}; its output stands above.", how);
        }
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Which(string program)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static Process Start(
        string workingDirectory, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, bool capture)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Build servers would outlive the command and hold this console's pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new MakeException(MakeException.MissingLibrary, $"Cannot start {program}.", "The system started no process.", $"Check that {program} is installed.");
    }
}
