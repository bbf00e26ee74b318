using System;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class FlowTests
{
    private const double Ceiling = 8e6;

    [Fact]
    public void There_is_room_for_as_many_pictures_as_the_viewer_allows_beyond_the_one_that_it_has_shown()
    {
        var flow = new ViewerFlow(true, new RateControl(Ceiling, 1e5));
        for (uint i = 0; i < 4; i++)
        {
            Assert.True(flow.HasRoom(0));
            flow.OnOffered(i, 1000, 0);
        }

        Assert.False(flow.HasRoom(0.5));
        flow.OnCredit(1, 3, 0.5);
        Assert.Equal(2, flow.InFlight);
        Assert.True(flow.HasRoom(0.5));
        flow.OnOffered(4, 1000, 0.5);
        Assert.False(flow.HasRoom(0.6));
    }

    [Fact]
    public void Credits_for_pictures_that_were_never_sent_or_are_old_change_nothing()
    {
        var flow = new ViewerFlow(true, new RateControl(Ceiling, 1e5));
        flow.OnOffered(0, 1000, 0);
        flow.OnOffered(1, 1000, 0);
        flow.OnCredit(77, 2, 0.1);
        Assert.Equal(2, flow.InFlight);
        flow.OnCredit(1, 2, 0.1);
        flow.OnCredit(0, 2, 0.2);

        Assert.Equal(0, flow.InFlight);
    }

    [Fact]
    public void A_viewer_that_says_nothing_gets_one_picture_a_second_to_prove_that_it_lives()
    {
        var flow = new ViewerFlow(true, new RateControl(Ceiling, 1e5));
        for (uint i = 0; i < 4; i++)
        {
            flow.OnOffered(i, 1000, 0);
        }

        Assert.Equal(0.75, flow.RoomIn(0.25), 6);
        Assert.True(flow.HasRoom(1));
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(3e6)]
    public void The_rate_goes_below_what_a_narrow_path_carries_and_stays_near_it(double capacity)
    {
        var path = new PathDouble(capacity, 0.02, 0);
        double worst = path.Run(new RateControl(Ceiling, 1e5), 20);

        Assert.InRange(path.AverageRate, 0.6 * capacity, 1.15 * capacity);
        Assert.InRange(worst, 0, 0.6);
    }

    [Fact]
    public void Jitter_takes_no_quality_away()
    {
        var path = new PathDouble(1e9, 0.02, 0.1);
        path.Run(new RateControl(Ceiling, 1e5), 20);

        Assert.InRange(path.AverageRate, 0.9 * Ceiling, Ceiling);
    }

    [Fact]
    public void A_still_that_fills_a_narrow_path_takes_no_quality_from_the_pictures_behind_it()
    {
        var flow = new ViewerFlow(true, new RateControl(Ceiling, 1e5));
        uint next = 0;
        double now = Drag(flow, 0, ref next, 30);

        flow.OnStill();
        flow.OnOffered(next, 10_000, now);
        Assert.False(flow.HasRoom(now + 0.5));
        now += 1.5;
        flow.OnCredit(next++, 4, now);
        Drag(flow, now, ref next, 30);

        Assert.Equal(Ceiling, flow.BitsPerSecond);
    }

    [Fact]
    public void While_a_queue_stands_in_the_path_no_more_is_put_into_it_than_keeps_it_busy()
    {
        var flow = new ViewerFlow(true, new RateControl(Ceiling, 1e5));
        uint next = 0;
        double now = Drag(flow, 0, ref next, 10);

        // Pictures of 25 kB every 50 ms, 200 ms under way: 4 Mbit/s behind a queue of 160 ms.
        flow.OnCredit(next - 1, 8, now);
        uint shown = next;
        for (int i = 0; i < 16; i++, now += 0.05)
        {
            flow.OnOffered(next++, 25_000, now);
            if (i >= 4)
            {
                flow.OnCredit(shown++, 8, now);
            }
        }

        Assert.False(flow.HasRoom(now));
        while (shown < next - 1)
        {
            flow.OnCredit(shown++, 8, now += 0.05);
        }

        Assert.True(flow.HasRoom(now));
    }

    /// <summary>Small pictures that come through in 40 ms.</summary>
    private static double Drag(ViewerFlow flow, double now, ref uint next, int pictures)
    {
        for (int i = 0; i < pictures; i++, now += 0.05)
        {
            flow.OnOffered(next, 10_000, now);
            flow.OnCredit(next++, 4, now + 0.04);
        }

        return now;
    }

    [SkippableFact]
    public async Task A_picture_for_which_nobody_has_room_is_left_out_before_it_is_encoded()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t" });
        await using ServerClient client = await OpenAsync(server);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        uint last = 0;
        for (int i = 0; i < 12; i++)
        {
            (PixelHeader header, _, _, _) = await pixels.FrameAsync(true);
            Assert.Equal(i == 0 ? 0 : last + 1, header.Sequence);
            last = header.Sequence;
            await client.SendAsync(new DisplayCredit(client.Envelope("credit"), last, 1));
        }

        // One picture at a time was allowed after the first few, and nothing was encoded that was not sent.
        Assert.InRange(server.Video.Streams.Described.Frames, 12, 17);
        Assert.Equal(WebSocketState.Open, pixels.Socket.State);
    }

    [SkippableFact]
    public async Task A_viewer_without_credits_left_does_not_hold_up_one_who_has_some()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { PlayAxis = "t" });
        await using ServerClient silent = await OpenAsync(server);
        await using ServerClient silentPixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={silent.Session}");
        await silentPixels.FrameAsync(true);
        await using ServerClient quick = await OpenAsync(server);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={quick.Session}");
        for (int i = 0; i < 60; i++)
        {
            (PixelHeader header, _, _, _) = await pixels.FrameAsync(true);
            await quick.SendAsync(new DisplayCredit(quick.Envelope("credit"), header.Sequence, 3));
        }

        Assert.Contains(server.Video.Streams.Streams, stream => stream.Kind == StreamKind.Slow && stream.Viewers.Length == 1);
        Assert.Single(server.Video.Streams.Described.Viewers);
    }

    private static async Task<ServerClient> OpenAsync(VolumeServerApp server)
    {
        ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.Credit);
        return client;
    }

    /// <summary>A path of a certain width that keeps what it cannot carry yet, behind a viewer that allows four pictures at once.</summary>
    private sealed class PathDouble(double capacity, double delay, double jitter)
    {
        private const double Period = 1 / 30.0;

        public double AverageRate { get; private set; }

        /// <summary>Runs and says the longest delay of the second half.</summary>
        public double Run(RateControl rate, double seconds)
        {
            var random = new Random(5);
            var arrivals = new System.Collections.Generic.Queue<(double At, double Sent, int Bytes)>();
            double free = 0, worst = 0, sum = 0;
            int counted = 0;
            for (double now = 0; now < seconds; now += Period)
            {
                while (arrivals.TryPeek(out (double At, double Sent, int Bytes) first) && first.At <= now)
                {
                    arrivals.Dequeue();
                    rate.OnDelivered(first.Bytes, first.At - first.Sent, arrivals.Count >= 3, first.At);
                    worst = now > seconds / 2 ? Math.Max(worst, first.At - first.Sent) : worst;
                }

                if (arrivals.Count < 4)
                {
                    int bytes = (int)(rate.BitsPerSecond * Period / 8);
                    free = Math.Max(free, now) + (bytes * 8 / capacity);
                    arrivals.Enqueue((free + delay + (jitter * random.NextDouble()), now, bytes));
                }

                if (now > seconds / 2)
                {
                    sum += rate.BitsPerSecond;
                    counted++;
                }
            }

            AverageRate = sum / counted;
            return worst;
        }
    }
}
