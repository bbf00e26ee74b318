using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.House;

/// <summary>Runs what the docs tell people to type.</summary>
public sealed class DocumentedCommandTests : IAsyncLifetime
{
    private const string DocumentedServer = "ws://127.0.0.1:8081";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-docs-").FullName;
    private VolumeServerApp? _server;

    public static TheoryData<string, string> Commands()
    {
        var data = new TheoryData<string, string>();
        foreach (var (page, line) in DocumentedCommands.All("fathom", "fathom-server", "fathom-bench", "fathom-impair"))
        {
            data.Add(page, line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_of_the_docs_runs(string page, string line)
    {
        var words = Adapt(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var (exitCode, output) = await RunAsync(words);
        int seconds = words.IndexOf("--seconds") + 1;
        if (exitCode == (int)ExitCode.CannotConnect && seconds > 0)
        {
            // A machine that does other things has its first picture later than the page's reader.
            words[seconds] = "30";
            (exitCode, output) = await RunAsync(words);
        }

        Assert.True(exitCode == 0, $"{page}: '{line}' was run as '{string.Join(' ', words)}' and ended with {exitCode}:{Environment.NewLine}{output}");
    }

    [Fact]
    public void Every_build_verb_of_the_docs_exists()
    {
        var verbs = DocumentedCommands.All("./build.sh").Select(command => command.Line.Split(' ').ElementAtOrDefault(1) ?? "--help").Distinct();

        Assert.All(verbs, verb => Assert.Contains(Environment.NewLine + "  " + verb + " ", Environment.NewLine + Fathom.Make.Program.Help, StringComparison.Ordinal));
    }

    [Fact]
    public void Remarks_and_prompts_are_not_part_of_a_command()
    {
        string[] page = ["```", "$ fathom demo   a remark", "fathom doctor --json # another", "```", "fathom outside"];

        Assert.Equal(["fathom demo", "fathom doctor --json"], DocumentedCommands.FencedLines(page));
    }

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "tour.jsonl"), """{"do":"wait","until":"picture"}""");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "recording", "balls.fathomrec"), Path.Combine(_folder, "session.fathom"));
        foreach (string name in (string[])["mouse.mp4", "corners.csv", "mouse.json", "tracks.csv", "overlays.json"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", name), Path.Combine(_folder, name));
        }

        _server = await TestServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Puts the test's server in the place of the documented one, and an end to what would run on.</summary>
    private List<string> Adapt(string[] words)
    {
        var adapted = new List<string>();
        foreach (var word in words)
        {
            adapted.Add(word);
            if (word == DocumentedServer)
            {
                adapted[^1] = _server!.StateUrl.ToString();
                adapted.AddRange(["--pixel-url", _server.PixelUrl.ToString()]);
            }
        }

        if (words.ElementAtOrDefault(1) is "demo" or "connect" or "record" && !words.Contains("--help"))
        {
            adapted.AddRange(new[] { "--headless" }.Except(words));
            if (!words.Contains("--seconds"))
            {
                adapted.AddRange(["--seconds", "3"]);
            }
        }

        if (words.ElementAtOrDefault(1) == "bench" && words.Contains("--generate"))
        {
            // A small clip, and no other program.
            adapted = [.. adapted.Select(word => word is "720p" or "1080p" or "2160p" ? "180p" : word).Where(word => word != "--against-ffmpeg")];
            adapted.AddRange(["--input", "clip.h264"]);
        }

        if (words.ElementAtOrDefault(1) == "profile" && words.ElementAtOrDefault(2) is "compare" or "check")
        {
            // What the lines before it on the page have made.
            Profiling.ExampleSessions.Write(_folder);
        }
        else if (words.ElementAtOrDefault(1) == "profile" && !words.Contains("--help"))
        {
            adapted.AddRange(new[] { "--headless" }.Except(words).Concat(["--warmup", "0", "--size", "320x180"]));
        }

        if (words.ElementAtOrDefault(1) == "serve" && !words.Contains("--help"))
        {
            adapted.RemoveAll(word => word is "--port" or "--pixel-port" || int.TryParse(word, out var port) && port is 0 or > 1024);
            adapted.AddRange(["--port", "0", "--pixel-port", "0", "--die-with-stdin"]);
        }

        return adapted;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(List<string> words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, words[0]))
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        words[1..].ForEach(start.ArgumentList.Add);
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment["XDG_CONFIG_HOME"] = _folder;
        start.Environment["XDG_STATE_HOME"] = _folder;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"It did not end within {s_patience.TotalSeconds} s.");
        }

        return (process.ExitCode, await output + await errors);
    }
}
