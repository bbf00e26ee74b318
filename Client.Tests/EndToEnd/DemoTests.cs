using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>The demo as a user starts it. Times are only bounded generously: the figures proper are measured by hand.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_headless_demo_shows_pictures_and_accounts_for_every_frame()
    {
        string picture = Path.Combine(_folder, "sub", "frame.png");
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "demo", "--headless", "--seconds", "3", "--size", "640x360", "--fps", "20", "--json", "-o", picture);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using JsonDocument report = JsonDocument.Parse(outcome.Output);
        JsonElement root = report.RootElement;
        Assert.Equal("fathom.demo/1", root.GetProperty("schema").GetString());
        long received = root.GetProperty("frames_received").GetInt64();
        long presented = root.GetProperty("frames_presented").GetInt64();
        long drops = 0;
        foreach (JsonProperty reason in root.GetProperty("drops").EnumerateObject())
        {
            drops += reason.Value.GetInt64();
        }

        Assert.True(presented >= 5, $"{presented} pictures; {outcome.Error}");
        Assert.Equal(received, presented + drops);
        Assert.Equal(0, root.GetProperty("drops").GetProperty("decode_error").GetInt64());
        Assert.Equal(0, root.GetProperty("leases_out").GetInt32());
        Assert.Equal(0, root.GetProperty("renderer_roles_at_idle").GetInt32());
        Assert.Equal(640, root.GetProperty("width").GetInt32());
        Assert.Equal(360, root.GetProperty("height").GetInt32());
        Assert.Equal(20, root.GetProperty("fps_advertised").GetDouble());
        Assert.InRange(root.GetProperty("first_frame_ms").GetDouble(), 1, 10_000);
        Assert.Equal("finished", root.GetProperty("exit_reason").GetString());
        Assert.NotEmpty(root.GetProperty("gl").GetString()!);
        Assert.Contains("FFmpeg", root.GetProperty("ffmpeg").GetString(), StringComparison.Ordinal);
        TestPng png = TestPng.Read(picture);
        Assert.Equal((640, 360), (png.Width, png.Height));
    }

    [SkippableFact]
    public async Task An_interrupt_ends_with_130_and_keeps_what_was_measured()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are sent by kill");
        using Programs.RunningProgram demo = Programs.Start(
            "fathom", ["demo", "--headless", "--seconds", "600", "--size", "320x180", "--fps", "10", "--json", "-o", Path.Combine(_folder, "f.png")]);
        await UntilPicturesAsync(demo);

        await demo.SignalAsync("INT");
        Programs.Outcome outcome = await demo.EndAsync();

        Assert.True(outcome.ExitCode == 130, $"exit code {outcome.ExitCode}: {outcome.Error}");
        using JsonDocument report = JsonDocument.Parse(outcome.Output);
        Assert.Equal("interrupted", report.RootElement.GetProperty("exit_reason").GetString());
        Assert.True(report.RootElement.GetProperty("frames_received").GetInt64() > 0);
    }

    [SkippableFact]
    public async Task The_server_ends_when_the_demo_is_killed()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "looks for the child in /proc");
        using Programs.RunningProgram demo = Programs.Start(
            "fathom", ["demo", "--headless", "--seconds", "600", "--size", "320x180", "--fps", "10", "-o", Path.Combine(_folder, "f.png")]);
        await UntilPicturesAsync(demo);

        int child = ChildProcesses.Of(demo.Id);
        Assert.NotEqual(0, child);

        demo.Kill();

        Assert.True(await ChildProcesses.HasEndedAsync(child), "the server outlived the demo");
    }

    [SkippableFact]
    public async Task The_server_ends_when_fathom_serve_is_killed()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "looks for the child in /proc");
        using Programs.RunningProgram serve = Programs.Start("fathom", ["serve", "--port", "0", "--pixel-port", "0"]);
        int child = await ChildProcesses.FirstOfAsync(serve.Id);

        serve.Kill();

        Assert.True(await ChildProcesses.HasEndedAsync(child), "the server outlived the program that started it");
    }

    [SkippableFact]
    public async Task A_server_that_dies_ends_the_demo_with_a_message()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "looks for the child in /proc");
        using Programs.RunningProgram demo = Programs.Start(
            "fathom", ["demo", "--headless", "--seconds", "600", "--size", "320x180", "--fps", "10", "-o", Path.Combine(_folder, "f.png")]);
        await UntilPicturesAsync(demo);

        using (Process child = Process.GetProcessById(ChildProcesses.Of(demo.Id)))
        {
            child.Kill();
        }

        Programs.Outcome outcome = await demo.EndAsync();

        Assert.True(outcome.ExitCode == 3, $"exit code {outcome.ExitCode}: {outcome.Error}");
        Assert.Contains("server ended", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("how:", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task UntilPicturesAsync(Programs.RunningProgram demo)
    {
        try
        {
            await demo.UntilSaidAsync("pictures come.");
        }
        catch (Exception) when (demo.Said.Contains("why:", StringComparison.Ordinal))
        {
            Programs.SkipIfLacking(await demo.EndAsync());
            throw;
        }
    }
}
