using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Processes;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>Starts the real programs from the folder of the tests, without the settings of whoever runs the tests.</summary>
internal static class Programs
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly string s_home = MakeHome();

    public static RunningProgram Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ProcessStartInfo start = SiblingExecutable.Find(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in new List<string>(start.Environment.Keys))
        {
            if (name.StartsWith("FATHOM_", StringComparison.Ordinal) || name is "DISPLAY" or "WAYLAND_DISPLAY")
            {
                start.Environment.Remove(name);
            }
        }

        // Neither this user's settings nor a folder that outlives the tests: dumps of the flight recorder go there too.
        start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_STATE_HOME"] = s_home;
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(WithInterrupt(start));
    }

    private static string MakeHome()
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("fathom-test-home-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Delete(recursive: true);
        return home.FullName;
    }

    /// <summary>Who runs the tests in the background of a script ignores the interrupt, and so would all that they start.</summary>
    private static ProcessStartInfo WithInterrupt(ProcessStartInfo start)
    {
        const int Interrupt = 2;
        string? ignored = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        if (ignored is null || (Convert.ToUInt64(ignored[7..].Trim(), 16) & (1UL << (Interrupt - 1))) == 0)
        {
            return start;
        }

        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.ArgumentList.Insert(1, start.FileName);
        start.FileName = "env";
        return start;
    }

    public static async Task<Outcome> RunAsync(string program, params string[] arguments)
    {
        using RunningProgram running = Start(program, arguments);
        return await running.EndAsync();
    }

    public static async Task<Outcome> RunAsync(string program, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using RunningProgram running = Start(program, arguments, environment);
        return await running.EndAsync();
    }

    /// <summary>Skips a test where the machine lacks GL or FFmpeg, with the program's own words.</summary>
    public static void SkipIfLacking(Outcome outcome) =>
        Skip.If(outcome.ExitCode == 4, "this machine lacks a library: " + outcome.Error);

    public sealed record Outcome(int ExitCode, string Output, string Error);

    public sealed class RunningProgram : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _error = new();
        private readonly SemaphoreSlim _lines = new(0);

        public RunningProgram(ProcessStartInfo start)
        {
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
            _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int Id => _process.Id;

        public bool HasExited => _process.HasExited;

        public string Said
        {
            get
            {
                lock (_output)
                {
                    return _output.ToString() + _error;
                }
            }
        }

        /// <summary>What has come on standard output alone.</summary>
        public string Output
        {
            get
            {
                lock (_output)
                {
                    return _output.ToString();
                }
            }
        }

        /// <summary>Waits until the program printed a text; fails with all it printed otherwise.</summary>
        public async Task UntilSaidAsync(string text)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!Said.Contains(text, StringComparison.Ordinal))
            {
                Assert.True(await _lines.WaitAsync(TimeSpan.FromSeconds(1)) || !patience.IsCancellationRequested, $"'{text}' never came: {Said}");
                Assert.True(!HasExited || Said.Contains(text, StringComparison.Ordinal), $"it ended: {Said}");
            }
        }

        public async Task<Outcome> EndAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                Assert.Fail($"It did not end within {Patience}: {Said}");
            }

            lock (_output)
            {
                return new Outcome(_process.ExitCode, _output.ToString(), _error.ToString());
            }
        }

        public async Task SignalAsync(string signal)
        {
            // The shell's own kill: a minimal system has no program of that name.
            using Process kill = Process.Start("/bin/sh", ["-c", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"kill -{signal} {Id}")]);
            await kill.WaitForExitAsync();
        }

        public void Kill() => _process.Kill();

        /// <summary>The end of its standard input, as if whoever started it had gone.</summary>
        public void CloseInput() => _process.StandardInput.Close();

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            // Both readers have ended after this, so that nobody releases what is disposed below.
            _process.WaitForExit(Patience);
            _process.CancelOutputRead();
            _process.CancelErrorRead();
            _process.Dispose();
            _lines.Dispose();
        }

        private void Add(StringBuilder to, string? line)
        {
            if (line is not null)
            {
                lock (_output)
                {
                    to.AppendLine(line);
                }

                _lines.Release();
            }
        }
    }
}
