using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class ServingTests
{
    [SkippableFact]
    public async Task The_baseline_comes_in_order_and_is_complete()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: false);

        NotifyScene scene = Assert.IsType<NotifyScene>(await client.ReceiveAsync());
        NotifyDims dims = Assert.IsType<NotifyDims>(await client.ReceiveAsync());
        NotifyLayers layers = Assert.IsType<NotifyLayers>(await client.ReceiveAsync());
        NotifyStream stream = Assert.IsType<NotifyStream>(await client.ReceiveAsync());

        Assert.Equal("layer-0", scene.Layers.Single()["layer_id"]!.AsText());
        Assert.Equal("t z y x", string.Join(' ', dims.AxisLabels));
        Assert.Equal("120 96 432 768", string.Join(' ', dims.LevelShapes[0]));
        Assert.Equal("magma", layers.Controls!["colormap"]!.AsText());
        Assert.Equal((TestServer.Width, TestServer.Height, 30.0), (stream.Width, stream.Height, stream.Fps));
        Assert.Equal(1, Convert.FromBase64String(stream.Avcc)[0]);
    }

    [SkippableFact]
    public async Task Extensions_are_answered_only_to_who_asks_and_only_those_on_offer()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient plain = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        await using ServerClient ours = await ServerClient.OpenAsync(server.StateUrl, extended: true);

        Assert.Equal(FeatureNames.Public, plain.Welcome!.Features.Select(feature => feature.Key));
        Assert.True(ours.Welcome!.Feature(FeatureNames.PixelFrameView)!.Enabled);
        Assert.Equal(1, ours.Welcome.Feature(FeatureNames.AckRevision)!.Version);
        Assert.Null(ours.Welcome.Feature(ServerClient.Unknown));
    }

    [SkippableFact]
    public async Task A_step_in_z_is_acked_told_to_all_and_shown_with_the_acks_revision()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient driver = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient spectator = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={driver.Session}");
        (PixelHeader first, FrameView before, bool hasView, _) = await pixels.FrameAsync(true);

        AckState ack = await driver.SetAsync("dims", "z", "index", 17);
        FrameView after = before;
        while (after.Revision < ack.Revision)
        {
            (_, after, _, _) = await pixels.FrameAsync(true);
        }

        NotifyDims told;
        do
        {
            told = await spectator.ExpectAsync<NotifyDims>();
        }
        while (told.Step[1] != 17);

        Assert.True(first.IsKeyframe && hasView);
        Assert.Equal(48, before.Step[1]);
        Assert.Equal(17, after.Step[1]);
        Assert.Equal([2, 3], after.Displayed.ToArray().Select(axis => (int)axis));
        Assert.Equal(FrameQuality.Refined, after.Quality);
        Assert.True(after.Times is { RenderStart: < 0, EncodeEnd: <= 0, Send: >= 0 } && after.Times.RenderStart <= after.Times.RenderEnd);
        Assert.True(ack.AppliedValue!.TryGetInt64(out long applied) && applied == 17 && ack.Times is { } times && times.ReceivedAt <= times.AppliedAt);
    }

    [SkippableFact]
    public async Task Nothing_is_sent_to_our_own_viewers_while_nothing_changes_but_plain_ones_get_their_rate()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient ours = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient described = await ServerClient.ConnectAsync($"{server.StateUrl}/pixel?session={ours.Session}");
        await described.FrameAsync(true);
        await using ServerClient plain = await ServerClient.ConnectAsync(server.PixelUrl);
        for (int i = 0; i < 12; i++)
        {
            (PixelHeader header, _, _, byte[] unit) = await plain.FrameAsync(false);
            Assert.Equal(0, header.ViewLength);
            Assert.True(i > 0 || header is { IsKeyframe: true, Sequence: 0 });
            Assert.Equal(0, unit[0]);
        }

        // Joining may have made one more key frame for those who were there.
        Assert.InRange(server.Video.Streams.Described.Frames, 1, 5);
    }

    [SkippableFact]
    public async Task A_plain_client_never_sees_an_extension()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient plain = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        AckState accepted = await plain.SetAsync("dims", "t", "index", 3);
        AckState refused = await plain.SetAsync("dims", "q", "index", 3);
        await plain.SetAsync("camera", "main", "zoom", MapValue.Of(("factor", 0.5), ("anchor_px", new double[] { 10, 10 })));

        Assert.Equal((null, null), (accepted.Revision, accepted.Times));
        Assert.Equal(AckStatus.Rejected, refused.Status);
        Assert.DoesNotContain(plain.Texts, text => text.Contains("revision", StringComparison.Ordinal) || text.Contains("fathom", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("hello", "invalid_json")]
    [InlineData("{\"type\":\"session.ack\"}", "unexpected_message")]
    [InlineData("{\"type\":\"session.hello\",\"version\":1,\"frame_id\":\"h\",\"timestamp\":1,\"payload\":{}}", "invalid_payload")]
    public async Task A_bad_hello_is_rejected_with_its_code_and_closed(string hello, string code)
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.SendTextAsync(hello);

        Assert.Equal(code, (await client.ExpectAsync<SessionReject>()).Code);
        Assert.Equal(1000, await client.ClosedAsync());
    }

    [SkippableFact]
    public async Task Garbage_in_a_session_is_ignored_and_a_huge_message_ends_it()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await client.SendTextAsync("}{");
        Assert.Equal(AckStatus.Accepted, (await client.SetAsync("dims", "z", "index", 5)).Status);

        await client.SendTextAsync(new string(' ', 2 << 20));
        Assert.Equal(1009, await client.ClosedAsync());
    }

    [SkippableFact]
    public async Task The_clock_is_answered_with_the_times_of_the_server()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await client.SendAsync(new ClockPing(client.Envelope("clock"), 5, 1.25));
        ClockPong pong = await client.ExpectAsync<ClockPong>();

        Assert.Equal((5, 1.25), (pong.Id, pong.ClientSeconds));
        Assert.InRange(pong.SentSeconds - pong.ReceivedSeconds, 0, 1);
        Assert.InRange(pong.ReceivedSeconds, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60);
    }

    [SkippableFact]
    public async Task A_key_frame_is_made_on_request_after_the_stream_was_announced()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        await pixels.FrameAsync(true);
        await client.SendAsync(new CallCommand(client.Envelope("cmd"), "napari.pixel.request_keyframe"));
        await client.ExpectAsync<ReplyCommand>();

        Assert.Contains("notify.stream", client.Texts[^2], StringComparison.Ordinal);
        Assert.True(await pixels.KeyframeWithinAsync(6));
    }

    [SkippableFact]
    public async Task Volume_mode_shows_a_projection_and_back_again()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        AckState ack = await client.SetAsync("view", string.Empty, "ndisplay", 3);
        await client.SetAsync("camera", "main", "orbit", MapValue.Of(("d_az_deg", 20.0), ("d_el_deg", -10.0)));
        FrameView view = default;
        while (view.Revision < ack.Revision)
        {
            (_, view, _, _) = await pixels.FrameAsync(true);
        }

        Assert.Equal(3, view.DisplayedCount);
        ack = await client.SetAsync("view", string.Empty, "ndisplay", 2);
        while (view.Revision < ack.Revision)
        {
            (_, view, _, _) = await pixels.FrameAsync(true);
        }

        Assert.Equal(2, view.DisplayedCount);
    }

    [SkippableFact]
    public async Task The_played_axis_moves_and_is_told()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t" });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        int[] steps = new int[8];
        for (int i = 0; i < steps.Length; i++)
        {
            (_, FrameView view, _, _) = await pixels.FrameAsync(true);
            steps[i] = view.Step[0];
        }

        Assert.True(steps[^1] > steps[0]);
        NotifyDims told;
        do
        {
            told = await client.ExpectAsync<NotifyDims>();
        }
        while (told.Step[0] == 0);
    }

    [SkippableFact]
    public async Task A_viewer_who_does_not_read_stalls_nobody()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t", Video = options.Video with { BitsPerSecond = 20_000_000 } });
        await using ServerClient ours = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient stalled = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={ours.Session}");
        await using ServerClient reader = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={ours.Session}");
        uint last = (await reader.FrameAsync(true)).Header.Sequence;
        int inRow = 0; // a busy machine may keep the reader itself from reading; were it held up by the other, forty in a row would never come
        for (int i = 0; i < 400 && inRow < 40; i++)
        {
            uint sequence = (await reader.FrameAsync(true)).Header.Sequence;
            inRow = sequence == last + 1 ? inRow + 1 : 0;
            last = sequence;
        }

        Assert.Equal(40, inRow);
    }

    [SkippableFact]
    public async Task Health_and_metrics_answer_and_pages_of_other_origins_are_refused()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        using var http = new HttpClient();
        string root = server.MetricsUrl[..^"/metrics".Length];
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri(root + "/healthz")));
        Assert.Contains("\"render_ms\"", await http.GetStringAsync(new Uri(server.MetricsUrl)), StringComparison.Ordinal);

        foreach (string url in new[] { server.StateUrl, server.PixelUrl })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("ws:", "http:", StringComparison.Ordinal));
            request.Headers.Add("Origin", "http://evil.example");
            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("origin", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        WebSocketException refused = await Assert.ThrowsAsync<WebSocketException>(
            () => ServerClient.ConnectAsync(server.StateUrl, options => options.SetRequestHeader("Origin", "http://evil.example")));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task With_a_token_only_its_bearer_comes_in()
    {
        const string Token = "correct horse battery staple";
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Token = Token });
        await Assert.ThrowsAsync<WebSocketException>(() => ServerClient.ConnectAsync(server.StateUrl));
        await Assert.ThrowsAsync<WebSocketException>(
            () => ServerClient.ConnectAsync(server.PixelUrl, options => options.SetRequestHeader("Authorization", "Bearer wrong")));

        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl, options => options.SetRequestHeader("Authorization", "Bearer " + Token));
        Assert.Equal(WebSocketState.Open, client.Socket.State);
    }

    [SkippableFact]
    public async Task Stopping_says_goodbye_and_ends_soon()
    {
        VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t" });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        await pixels.FrameAsync(true);
        Task<SessionGoodbye> goodbye = client.ExpectAsync<SessionGoodbye>();

        var watch = Stopwatch.StartNew();
        await server.DisposeAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal("shutdown", (await goodbye).Code);
    }

    [SkippableFact]
    public async Task A_port_in_use_is_explained()
    {
        await using VolumeServerApp first = await TestServer.StartAsync();
        int port = new Uri(first.StateUrl).Port;
        FathomException error = await Assert.ThrowsAsync<FathomException>(
            async () => await TestServer.StartAsync(options => options with { StatePort = port }));

        Assert.Equal(ExitCode.CannotConnect, error.ExitCode);
        Assert.Contains("another program listens", error.Why, StringComparison.Ordinal);
        Assert.Contains("--port", error.How, StringComparison.Ordinal);
    }
}
