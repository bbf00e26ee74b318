using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Server;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>What <c>fathom connect --headless --json</c> says and ends with when the other side is not as it should be.</summary>
public sealed class ConnectReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_server_that_takes_the_connection_and_never_answers_is_given_up()
    {
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();

        (Programs.Outcome outcome, JsonElement report) = await ConnectAsync($"ws://127.0.0.1:{((IPEndPoint)hung.LocalEndpoint).Port}");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("No answer within 10 s", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(("unreachable", 3), (report.GetProperty("exit_reason").GetString(), report.GetProperty("exit_code").GetInt32()));
    }

    [SkippableFact]
    public async Task A_server_that_upgrades_and_never_welcomes_is_given_up()
    {
        using var silent = new FakeSocketServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));

        (Programs.Outcome outcome, JsonElement report) = await ConnectAsync(silent.Url.ToString());

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("how:", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("refused", report.GetProperty("exit_reason").GetString());
    }

    [SkippableFact]
    public async Task A_refused_token_ends_with_5_and_is_never_repeated()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Token = "the right token" });

        (Programs.Outcome outcome, JsonElement report) = await ConnectAsync(
            server.StateUrl, "--pixel-url", server.PixelUrl, "--token", "a wrong secret", "--log", "trace");

        Assert.Equal(5, outcome.ExitCode);
        Assert.Contains("--token-file", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a wrong secret", outcome.Error + outcome.Output, StringComparison.Ordinal);
        Assert.Equal("refused", report.GetProperty("exit_reason").GetString());
    }

    [SkippableFact]
    public async Task A_pixel_port_where_nobody_listens_is_named()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        // A port that was free a moment ago may be another test's by now; nobody listens on the first.
        const string Nowhere = "ws://127.0.0.1:1/";

        (Programs.Outcome outcome, JsonElement report) = await ConnectAsync(server.StateUrl, "--pixel-url", Nowhere);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("pixel channel at " + Nowhere, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("unreachable", report.GetProperty("exit_reason").GetString());
    }

    [SkippableFact]
    public async Task A_script_with_a_mistake_is_refused_before_anything_is_connected()
    {
        string script = Path.Combine(_folder, "bad.jsonl");
        await File.WriteAllTextAsync(script, """{"do":"dims","axis":"z","indx":3}""");

        Programs.Outcome outcome = await Programs.RunAsync("fathom", "connect", "ws://127.0.0.1:1", "--headless", "--json", "--script", script);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("line 1 of " + script, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("index", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [SkippableFact]
    public async Task A_script_ends_the_run_and_the_report_tells_the_view()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        string script = Path.Combine(_folder, "tour.jsonl"), log = Path.Combine(_folder, "run.log");
        await File.WriteAllLinesAsync(script,
        [
            """{"do":"wait","until":"picture"}""",
            """{"at_ms":50,"do":"dims","axis":"z","index":12}""",
            """{"do":"layer","property":"opacity","value":0.5}""",
            """{"do":"wait","until":"settled"}""",
            """{"do":"drop"}""",
            """{"do":"ndisplay","value":3}""",
        ]);

        (Programs.Outcome outcome, JsonElement report) = await ConnectAsync(
            server.StateUrl, "--pixel-url", server.PixelUrl, "--script", script, "--log", "debug", "--log-file", log);

        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        Assert.Equal("script", report.GetProperty("exit_reason").GetString());
        Assert.Equal(12, report.GetProperty("dims").GetProperty("z").GetInt32());
        Assert.Equal(3, report.GetProperty("ndisplay").GetInt32());
        Assert.Equal(0.5, report.GetProperty("layers").GetProperty("layer-0").GetProperty("opacity").GetDouble());
        Assert.Empty(report.GetProperty("errors").EnumerateArray());
        Assert.True(report.GetProperty("acks").GetInt32() >= 3);
        Assert.Equal("fathom-server", report.GetProperty("server").GetString());
        string[] lines = await File.ReadAllLinesAsync(log);
        Assert.Contains(lines, line => line.Contains(" info net: State: Connected", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" warn net: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" debug intents: sent dims:z:index = ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" debug script: line 3: layer", StringComparison.Ordinal));
    }

    private static async Task<(Programs.Outcome Outcome, JsonElement Report)> ConnectAsync(string url, params string[] more)
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", ["connect", url, "--headless", "--json", "--seconds", "60", .. more]);
        Programs.SkipIfLacking(outcome);
        using JsonDocument report = JsonDocument.Parse(outcome.Output);
        return (outcome, report.RootElement.Clone());
    }
}
