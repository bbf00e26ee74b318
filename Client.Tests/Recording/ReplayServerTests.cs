using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Recording;
using Fathom.Client.Recording.Serving;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Recording;

/// <summary>A recording served to clients that know nothing of recordings.</summary>
public sealed class ReplayServerTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(90));
    private readonly RecordedFile _file = RecordedFile.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "recording", "balls.fathomrec"));
    private readonly ReplayServer _server;
    private Task _running = Task.CompletedTask;

    public ReplayServerTests()
    {
        _server = new ReplayServer(_file, new ReplaySettings("balls") { Speed = 4 }, 0, 0, TimeProvider.System);
    }

    public Task InitializeAsync()
    {
        _running = _server.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _server.Dispose();
        _file.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_viewer_sees_all_of_it_from_a_key_frame_on_with_numbers_and_times_of_its_own()
    {
        await using ServerClient state = await ServerClient.OpenAsync(_server.StateUrl.ToString(), extended: true);
        Assert.True(state.Welcome!.Feature(FeatureNames.PixelFrameView) is { Enabled: true });
        await using ServerClient pixel = await ServerClient.ConnectAsync($"{_server.PixelUrl}?session={state.Session}");
        double before = Now;

        List<(PixelHeader Header, FrameView View, bool HasView, byte[] Unit)> frames = [];
        while (frames.Count < 10)
        {
            frames.Add(await pixel.FrameAsync(viewNegotiated: true));
        }

        NotifyStream stream = await state.ExpectAsync<NotifyStream>();
        Assert.Equal(state.Session, stream.Session);
        Assert.True(frames[0].Header.IsKeyframe);
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (uint)i), frames.Select(static frame => frame.Header.Sequence));
        Assert.All(frames, frame => Assert.True(frame.HasView));
        Assert.All(frames, frame => Assert.InRange(frame.Header.Timestamp, before - 60, Now + 60));
        Assert.True(frames.Zip(frames.Skip(1)).All(static pair => pair.First.Header.Timestamp <= pair.Second.Header.Timestamp));
    }

    [Fact]
    public async Task A_plain_viewer_gets_plain_frames()
    {
        await using ServerClient state = await ServerClient.OpenAsync(_server.StateUrl.ToString(), extended: false);
        await using ServerClient pixel = await ServerClient.ConnectAsync(_server.PixelUrl.ToString());

        (PixelHeader header, _, _, byte[] unit) = await pixel.FrameAsync(viewNegotiated: false);

        Assert.True(header.IsKeyframe);
        Assert.Equal(0, header.ViewLength);
        Assert.True(NalFormat.IsKeyframe(header.Codec, unit));
    }

    [Fact]
    public async Task The_pixel_channel_is_on_the_state_port_too()
    {
        await using ServerClient pixel = await ServerClient.ConnectAsync($"{_server.StateUrl}pixel");

        Assert.True((await pixel.FrameAsync(viewNegotiated: false)).Header.IsKeyframe);
    }

    [Fact]
    public async Task Who_wants_a_change_is_told_that_it_is_a_recording()
    {
        await using ServerClient state = await ServerClient.OpenAsync(_server.StateUrl.ToString(), extended: true);

        AckState ack = await state.SetAsync("dims", "z", "index", 3);
        CommandOutcome listed = await state.CallAsync(CommandNames.ListDirectory, MapValue.Empty);

        Assert.Equal(AckStatus.Rejected, ack.Status);
        Assert.Equal("recording.fixed", ack.Error!.Code);
        Assert.NotNull(listed.Error);
    }

    [Fact]
    public async Task A_key_frame_comes_again_for_who_asks_also_behind_the_end()
    {
        await using ServerClient state = await ServerClient.OpenAsync(_server.StateUrl.ToString(), extended: true);
        await using ServerClient pixel = await ServerClient.ConnectAsync($"{_server.PixelUrl}?session={state.Session}");
        (PixelHeader last, FrameView view, _, _) = await pixel.FrameAsync(viewNegotiated: true);
        while (view.Revision < GeneratedRecording.Count)
        {
            (last, view, _, _) = await pixel.FrameAsync(viewNegotiated: true);
        }

        CommandOutcome answer = await state.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty);
        (PixelHeader header, _, _, _) = await pixel.FrameAsync(viewNegotiated: true);

        Assert.Null(answer.Error);
        Assert.True(header.IsKeyframe);
        Assert.Equal(last.Sequence + 1, header.Sequence);
    }

    [Fact]
    public async Task One_who_comes_late_begins_with_a_key_frame_and_hears_how_things_stand()
    {
        await using ServerClient first = await ServerClient.ConnectAsync(_server.PixelUrl.ToString());
        while ((await first.FrameAsync(viewNegotiated: false)).Header.Sequence < GeneratedRecording.Count - 1)
        {
            // To its end.
        }

        await using ServerClient state = await ServerClient.OpenAsync(_server.StateUrl.ToString(), extended: true);
        await using ServerClient pixel = await ServerClient.ConnectAsync($"{_server.PixelUrl}?session={state.Session}");

        Assert.Equal("h264", (await state.ExpectAsync<NotifyStream>()).Codec);
        (PixelHeader header, _, _, _) = await pixel.FrameAsync(viewNegotiated: true);
        Assert.Equal((true, 0u), (header.IsKeyframe, header.Sequence));
    }

    [SkippableFact]
    public async Task Our_own_client_sees_it()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var screen = new FakeScreen();
        using var seen = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var host = new ClientHost(
            new ClientSettings { StateUrl = _server.StateUrl, PixelUrl = _server.PixelUrl, Headless = true }, screen, static _ => new NoInput(), null, TimeProvider.System, seen.Token);
        screen.Refuses = _ =>
        {
            seen.Cancel();
            return false;
        };

        host.Start();
        await Task.Run(host.Run);
        host.Stop();

        Assert.False(_stop.IsCancellationRequested, "no picture came");
        Assert.NotEmpty(screen.Shown);
        Assert.Equal(0, host.Report(ExitCause.Finished, string.Empty, string.Empty, string.Empty, null).LeasesOut);
    }

    [Fact]
    public async Task Web_pages_and_other_requests_are_refused()
    {
        using var page = new ClientWebSocket();
        page.Options.SetRequestHeader("Origin", "http://example.org");

        WebSocketException refused = await Assert.ThrowsAsync<WebSocketException>(() => page.ConnectAsync(_server.StateUrl, _stop.Token));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal("400 Bad Request", UpgradeRequest.Parse("POST / HTTP/1.1\r\n\r\n").Refusal);
        Assert.Equal("400 Bad Request", UpgradeRequest.Parse("\r\n\r\n").Refusal);
        Assert.Equal("a b", UpgradeRequest.Parse("GET /pixel?x=1&session=a%20b HTTP/1.1\r\nSec-WebSocket-Key: k\r\n\r\n").Session);
    }

    private static double Now => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private sealed class NoInput : IUserInput
    {
        public void Read(long now)
        {
        }
    }
}
