using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>The program as others start it.</summary>
public sealed class ServerProcessTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public async Task It_announces_itself_serves_and_ends_when_standard_input_ends()
    {
        using Process server = Start("serve", "--json", "--port", "0", "--pixel-port", "0", "--die-with-stdin", "--width", "320", "--height", "180");
        string line = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? string.Empty;
        using JsonDocument ready = JsonDocument.Parse(line);
        Assert.Equal("ready", ready.RootElement.GetProperty("event").GetString());
        string stateUrl = ready.RootElement.GetProperty("state_url").GetString()!;
        using var http = new HttpClient();
        string metrics = await http.GetStringAsync(new Uri(ready.RootElement.GetProperty("metrics_url").GetString()!));
        await using (ServerClient client = await ServerClient.OpenAsync(stateUrl, extended: true))
        {
            Assert.Contains("fathom.server_metrics/1", metrics, StringComparison.Ordinal);
            var watch = Stopwatch.StartNew();
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(s_patience);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_patience);
        }

        Assert.Equal(0, server.ExitCode);
    }

    [SkippableFact]
    public async Task A_port_in_use_ends_it_with_what_why_and_how()
    {
        await using VolumeServerApp first = await TestServer.StartAsync();
        using Process server = Start("serve", "--port", new Uri(first.StateUrl).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--pixel-port", "0");
        string errors = await server.StandardError.ReadToEndAsync().WaitAsync(s_patience);
        await server.WaitForExitAsync().WaitAsync(s_patience);

        Assert.Equal(3, server.ExitCode);
        Assert.Contains("Cannot listen on 127.0.0.1", errors, StringComparison.Ordinal);
        Assert.Contains("why: ", errors, StringComparison.Ordinal);
        Assert.Contains("how: ", errors, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("serve", "--host", "0.0.0.0")]
    [InlineData("serve", "--play", "q")]
    [InlineData("serve", "--width", "641")]
    [InlineData("serve", "--wdith", "640")]
    [InlineData("bogus", "", "")]
    public async Task Mistakes_of_the_user_are_usage_errors(params string[] arguments)
    {
        using Process server = Start(arguments);
        string errors = await server.StandardError.ReadToEndAsync().WaitAsync(s_patience);
        await server.WaitForExitAsync().WaitAsync(s_patience);

        Assert.Equal(2, server.ExitCode);
        Assert.Contains("how: ", errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_self_test_names_a_size_in_json()
    {
        using Process server = Start("selftest", "--json", "--seconds", "0.3");
        using JsonDocument report = JsonDocument.Parse(await server.StandardOutput.ReadToEndAsync().WaitAsync(s_patience));

        Assert.Equal("fathom.selftest/1", report.RootElement.GetProperty("schema").GetString());
        Assert.InRange(report.RootElement.GetProperty("width").GetInt32(), 640, 1280);
        Assert.InRange(report.RootElement.GetProperty("tried").GetArrayLength(), 1, 4);
    }

    private static Process Start(params string[] arguments)
    {
        FFmpegFact.SkipWithoutFFmpeg();

        // The server's own build output lies beside the tests', as every project's does.
        string program = typeof(VolumeServerApp).Assembly.Location;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            if (argument.Length > 0)
            {
                start.ArgumentList.Add(argument);
            }
        }

        return Process.Start(start)!;
    }
}
