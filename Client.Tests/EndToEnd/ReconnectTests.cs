using System;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>A real server is killed and started again at the same ports while a real client looks on.</summary>
public sealed class ReconnectTests
{
    [SkippableFact]
    public async Task A_server_that_comes_back_is_shown_again()
    {
        Programs.RunningProgram first = Programs.Start("fathom-server", Serve("0", "0"));
        await first.UntilSaidAsync("\"ready\"");
        using JsonDocument ready = JsonDocument.Parse(first.Output);
        var state = new Uri(ready.RootElement.GetProperty("state_url").GetString()!);
        var pixel = new Uri(ready.RootElement.GetProperty("pixel_url").GetString()!);
        using Programs.RunningProgram client = Programs.Start(
            "fathom", ["connect", state.ToString(), "--pixel-url", pixel.ToString(), "--headless", "--seconds", "600", "--json"]);
        try
        {
            await client.UntilSaidAsync("pictures come.");
        }
        catch (Exception) when (client.Said.Contains("why:", StringComparison.Ordinal))
        {
            Programs.SkipIfLacking(await client.EndAsync());
            throw;
        }

        first.Dispose();
        await client.UntilSaidAsync("Reconnecting");
        using Programs.RunningProgram second = Programs.Start(
            "fathom-server", Serve(state.Port.ToString(CultureInfo.InvariantCulture), pixel.Port.ToString(CultureInfo.InvariantCulture)));
        await client.UntilSaidAsync("the state channel is connected again");
        await client.UntilSaidAsync("pictures come again");
        await client.SignalAsync("INT");
        Programs.Outcome outcome = await client.EndAsync();

        using JsonDocument report = JsonDocument.Parse(outcome.Output);
        Assert.Equal(130, outcome.ExitCode);
        Assert.True(report.RootElement.GetProperty("reconnects").GetInt32() >= 1);
        Assert.Equal(0, report.RootElement.GetProperty("leases_out").GetInt32());
    }

    private static string[] Serve(string port, string pixelPort) =>
        ["serve", "--json", "--port", port, "--pixel-port", pixelPort, "--width", "320", "--height", "180", "--fps", "10", "--play", "t"];
}
