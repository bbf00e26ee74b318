using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Client;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>Everything that goes wrong at the start is a message of three parts on standard error and an exit code that means something.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-errors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Nobody_listens()
    {
        Programs.Outcome outcome = await ConnectAsync($"ws://127.0.0.1:{FreePort()}");

        Explains(outcome, 3, "Connection refused", "fathom serve");
    }

    [SkippableFact]
    public async Task A_picture_that_cannot_be_written_is_said_before_anything_is_tried()
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", "snapshot", $"ws://127.0.0.1:{FreePort()}", "-o", _folder);

        Explains(outcome, 2, "Cannot write the picture", "--output");
    }

    [SkippableFact]
    public async Task What_listens_is_not_a_websocket()
    {
        using var server = new FakeSocketServer((_, _, _) => Task.CompletedTask, status: "404 Not Found");

        Explains(await ConnectAsync(server.Url.ToString()), 5, "404", "address");
    }

    [SkippableFact]
    public async Task The_server_sends_garbage()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await socket.SendAsync("\u0001\u0002garbage"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Explains(await ConnectAsync(server.Url.ToString()), 5, "why:", "how:");
    }

    [SkippableFact]
    public async Task The_server_wants_a_token()
    {
        using var server = new FakeSocketServer((_, _, _) => Task.CompletedTask, status: "401 Unauthorized");

        Explains(await ConnectAsync(server.Url.ToString()), 5, "token", "--token-file");
    }

    [SkippableFact]
    public async Task There_is_no_display()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "other systems always have one");

        Explains(await Programs.RunAsync("fathom", "connect", "ws://127.0.0.1:1"), 4, "display", "--headless");
    }

    [SkippableFact]
    public async Task There_is_no_GL()
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", new Dictionary<string, string?> { ["FATHOM_GL_PATH"] = _folder }, "connect", "ws://127.0.0.1:1", "--headless");

        Explains(outcome, 4, "EGL", "apt");
    }

    [SkippableFact]
    public async Task There_is_no_FFmpeg()
    {
        Programs.SkipIfLacking(await Programs.RunAsync("fathom", "connect", $"ws://127.0.0.1:{FreePort()}", "--headless"));

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", new Dictionary<string, string?> { ["FATHOM_FFMPEG_PATH"] = _folder }, "connect", "ws://127.0.0.1:1", "--headless");

        Explains(outcome, 4, "FFmpeg", "libavcodec");
    }

    [SkippableFact]
    public async Task There_is_only_half_an_FFmpeg()
    {
        string[] codecs = Directory.Exists("/usr/lib/x86_64-linux-gnu") ? Directory.GetFiles("/usr/lib/x86_64-linux-gnu", "libavcodec.so.??") : [];
        Skip.If(codecs.Length == 0, "no libavcodec where Debian has it");
        File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(codecs[0])), codecs[0]);

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", new Dictionary<string, string?> { ["FATHOM_FFMPEG_PATH"] = _folder }, "connect", "ws://127.0.0.1:1", "--headless");

        Explains(outcome, 4, "incomplete");
    }

    [SkippableFact]
    public async Task The_port_of_a_server_is_in_use()
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Programs.Outcome outcome = await Programs.RunAsync("fathom", "serve", "--port", port, "--pixel-port", "0");
        taken.Stop();
        Programs.SkipIfLacking(outcome);

        Assert.NotEqual(0, outcome.ExitCode);
        Explains(outcome, outcome.ExitCode, port, "--port");
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("connect", "ftp://x")]
    [InlineData("demo", "--secnods", "3")]
    [InlineData("snapshot", "ws://127.0.0.1:1", "--dims", "z")]
    [InlineData("snapshot", "ws://127.0.0.1:1", "--one-to-one", "--ndisplay", "3")]
    [InlineData("nothing")]
    public async Task The_command_line_is_wrong(params string[] arguments) =>
        Explains(await Programs.RunAsync("fathom", arguments), 2, "why:", "how:");

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("demo", "--help")]
    [InlineData("connect", "ws://127.0.0.1:1", "--print-config")]
    [InlineData("serve", "--help")]
    public async Task Questions_are_answered_without_any_library(params string[] arguments)
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom",
            new Dictionary<string, string?> { ["FATHOM_GL_PATH"] = _folder, ["FATHOM_FFMPEG_PATH"] = _folder },
            arguments);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.NotEmpty(outcome.Output);
    }

    private static async Task<Programs.Outcome> ConnectAsync(string url)
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", "connect", url, "--headless", "--seconds", "20");
        Programs.SkipIfLacking(outcome);
        return outcome;
    }

    private static void Explains(Programs.Outcome outcome, int exitCode, params string[] parts)
    {
        Assert.True(outcome.ExitCode == exitCode, $"exit code {outcome.ExitCode}: {outcome.Error}");
        foreach (string part in (string[])["why:", "how:", .. parts])
        {
            Assert.Contains(part, outcome.Error, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("   at Fathom", outcome.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
