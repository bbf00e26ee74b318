using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>The real program, killed in the middle without a word, and told to stop in the middle.</summary>
public sealed class KilledMovieTests : IDisposable
{
    private const int Parts = 40;

    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Ended_at_half_it_goes_on_and_gives_the_same_file(string signal)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent by the shell's kill");
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync();
        string[] Words(string output, int workers) =>
        [
            "export", "movie", server.StateUrl, "--pixel-url", server.PixelUrl, "--frames", "0:120", "--part", "3", "--size", "640x360", "--time-stamp", "--json", "--workers", $"{workers}", "-o", _folder[output],
        ];
        Programs.Outcome whole = await Programs.RunAsync("fathom", Words("whole.mp4", 1));
        Programs.SkipIfLacking(whole);
        Assert.True(whole.ExitCode == 0, whole.Error);

        Programs.Outcome ended;
        using (Programs.RunningProgram running = Programs.Start("fathom", Words("ended.mp4", 3)))
        {
            await HalfAsync(running);
            await running.SignalAsync(signal);
            ended = await running.EndAsync();
        }

        Assert.False(File.Exists(_folder["ended.mp4"]));
        Programs.Outcome second = await Programs.RunAsync("fathom", Words("ended.mp4", 2));

        Assert.True(second.ExitCode == 0, second.Error);
        if (signal == "TERM")
        {
            Assert.Equal(130, ended.ExitCode);
            Assert.Contains("the same command goes on from there", ended.Error, StringComparison.Ordinal);
        }

        using JsonDocument report = JsonDocument.Parse(second.Output);
        Assert.Equal("fathom.export/1", report.RootElement.GetProperty("schema").GetString());
        Assert.InRange(report.RootElement.GetProperty("parts_reused").GetInt32(), Parts / 2, Parts - 1);
        Assert.Equal(await File.ReadAllBytesAsync(_folder["whole.mp4"]), await File.ReadAllBytesAsync(_folder["ended.mp4"]));
        Assert.False(Directory.Exists(_folder["ended.mp4.parts"]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Half of the parts are made, and the program runs.</summary>
    private async Task HalfAsync(Programs.RunningProgram running)
    {
        using var patience = new CancellationTokenSource(Programs.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        string list = _folder["ended.mp4.parts/finished.jsonl"];
        while (!File.Exists(list) || Lines(list) < Parts / 2)
        {
            Assert.True(!running.HasExited, running.Said);
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private static int Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Length - 1;
    }
}
