using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Server;
using Fathom.Decode;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>A whole client on a real server, with a way to decode that fails in mid-stream.</summary>
public sealed class FallbackEndToEndTests
{
    [SkippableFact]
    public async Task Pictures_that_cannot_be_drawn_cost_one_key_frame_and_the_reason_is_reported()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t" });
        var ladder = new DecoderLadder(
            [new DecoderCandidate("vaapi", SurfaceKind.DmaBuf, FfmpegDecoder.Open), .. DecoderCandidates.For(DecoderWish.Software)],
            "as the test wants it");
        using var screen = new FakeScreen();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var host = new ClientHost(
            new ClientSettings { StateUrl = new Uri(server.StateUrl), PixelUrl = new Uri(server.PixelUrl), Headless = true },
            screen,
            static _ => new NoInput(),
            null,
            TimeProvider.System,
            stop.Token,
            ladder: ladder);
        int drawnByDevice = 0;
        screen.Refuses = info =>
        {
            if (ladder.Path != "vaapi" || ++drawnByDevice <= 3)
            {
                return StopAfter(screen, stop, ladder);
            }

            host.RefuseDecoder(info.Path, "the driver lost the surface");
            return true;
        };

        host.Start();
        host.Run();
        host.Stop();

        Assert.Equal("software", ladder.Path);
        Assert.True(screen.Shown.Count >= 8, $"{screen.Shown.Count} pictures");
        ClientReport report = host.Report(ExitCause.Finished, string.Empty, string.Empty, string.Empty, null);
        Assert.Equal(0, report.LeasesOut);
        Assert.Equal("vaapi: the driver lost the surface", Assert.Single(report.DecoderRefusals).ToString());
        Assert.EndsWith("vaapi: the driver lost the surface", host.State.DecoderNote, StringComparison.Ordinal);
        using var json = new MemoryStream();
        report.Write(json, "fathom.test/1");
        using JsonDocument document = JsonDocument.Parse(json.ToArray());
        JsonElement choice = document.RootElement.GetProperty("decoder_choice");
        Assert.Equal(["vaapi", "software"], choice.GetProperty("order").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal("the driver lost the surface", choice.GetProperty("refused")[0].GetProperty("why").GetString());
    }

    private static bool StopAfter(FakeScreen screen, CancellationTokenSource stop, DecoderLadder ladder)
    {
        if (ladder.Path == "software" && screen.Shown.Count >= 8)
        {
            stop.Cancel();
        }

        return false;
    }

    private sealed class NoInput : IUserInput
    {
        public void Read(long now)
        {
        }
    }
}
