using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Decode.Compression;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class StillTests
{
    [SkippableFact]
    public async Task A_view_that_comes_to_rest_is_sent_once_more_exactly()
    {
        SkipWithoutZstd();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await OpenAsync(server, FeatureNames.PixelStill);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        await StillAsync(pixels, 0);

        AckState ack = await client.SetAsync("dims", "z", "index", 17);
        (PixelHeader header, FrameView view, byte[] unit) = await StillAsync(pixels, ack.Revision!.Value);

        byte[] rgb = new byte[LosslessStill.RgbBytes(header.Width, header.Height)];
        Assert.Equal((TestServer.Width, TestServer.Height, true), (header.Width, header.Height, header.IsKeyframe));
        Assert.Equal((FrameQuality.Lossless, 17), (view.Quality, view.Step[1]));
        Assert.True(LosslessStill.TryUnpack(unit, header.Width, header.Height, rgb));
        Assert.Contains(rgb, sample => sample > 100);
    }

    [SkippableFact]
    public async Task A_key_frame_that_covers_a_still_is_followed_by_it()
    {
        SkipWithoutZstd();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await OpenAsync(server, FeatureNames.PixelStill);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        (_, FrameView first, _) = await StillAsync(pixels, 0);

        server.Video.RequestKeyframe(client.Session);
        bool keyframe = false;
        while (!keyframe)
        {
            keyframe = (await pixels.FrameAsync(true)).Header is { Codec: VideoCodec.H264, IsKeyframe: true };
        }

        (_, FrameView again, _) = await StillAsync(pixels, 0);
        Assert.Equal(first.Revision, again.Revision);
    }

    [SkippableFact]
    public async Task Who_did_not_ask_for_stills_never_gets_one()
    {
        SkipWithoutZstd();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient asks = await OpenAsync(server, FeatureNames.PixelStill);
        await using ServerClient asksPixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={asks.Session}");
        await using ServerClient other = await OpenAsync(server);
        await using ServerClient otherPixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={other.Session}");
        await using ServerClient plainPixels = await ServerClient.ConnectAsync(server.PixelUrl);
        await StillAsync(asksPixels, 0);
        AckState ack = await asks.SetAsync("dims", "z", "index", 5);
        await StillAsync(asksPixels, ack.Revision!.Value);
        await asks.SetAsync("dims", "z", "index", 6);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(VideoCodec.H264, (await plainPixels.FrameAsync(false)).Header.Codec);
        }

        long shown = 0;
        while (shown <= ack.Revision)
        {
            (PixelHeader header, FrameView view, _, _) = await otherPixels.FrameAsync(true);
            Assert.Equal(VideoCodec.H264, header.Codec);
            shown = view.Revision;
        }
    }

    [SkippableTheory]
    [InlineData(0, 64, 48)]
    [InlineData(1, 64, 48)]
    [InlineData(2, 64, 49)]
    [InlineData(3, 1 << 15, 1 << 15)]
    [InlineData(4, -3, 5)]
    public void Hostile_stills_are_refused(int kind, int width, int height)
    {
        SkipWithoutZstd();
        byte[] rgb = new byte[LosslessStill.RgbBytes(64, 48)];
        new Random(1).NextBytes(rgb);
        byte[] packed = new byte[LosslessStill.MaxPackedBytes(64, 48)];
        Assert.True(LosslessStill.TryPack(rgb, packed, out int length));
        Array.Resize(ref packed, kind == 0 ? length - 7 : length);
        if (kind == 1)
        {
            packed[length / 2] ^= 0x55;
            packed[5] ^= 0xFF;
        }

        Assert.False(LosslessStill.TryUnpack(packed, width, height, new byte[rgb.Length + 1024]));
    }

    private static void SkipWithoutZstd()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
    }

    private static async Task<ServerClient> OpenAsync(VolumeServerApp server, params string[] more)
    {
        ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync([FeatureNames.PixelFrameView, FeatureNames.AckRevision, .. more]);
        return client;
    }

    private static async Task<(PixelHeader Header, FrameView View, byte[] Unit)> StillAsync(ServerClient pixels, long revision)
    {
        while (true)
        {
            (PixelHeader header, FrameView view, _, byte[] unit) = await pixels.FrameAsync(true);
            if (header.Codec == VideoCodec.LosslessStill && view.Revision >= revision)
            {
                return (header, view, unit);
            }
        }
    }
}
