using System;
using System.Diagnostics;
using Fathom.Client.Presentation;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Decode;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Storm;

/// <summary>Everything that can happen to the way from unit to pixel, by seed, with pictures in flight.</summary>
public sealed class EventStormTests(ITestOutputHelper output)
{
    private const int Events = 2000;
    private const int SettleEvery = 100;
    private const int LookEvery = 7;

    [SkippableTheory]
    [InlineData(RenderPath.Blit, 1)]
    [InlineData(RenderPath.Shader, 2)]
    public void Two_thousand_events_leave_no_fault_and_no_role(RenderPath path, int seed) => Storm(path, seed);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData(RenderPath.Blit)]
    [InlineData(RenderPath.Shader)]
    public void Events_of_many_seeds_leave_no_fault_and_no_role(RenderPath path)
    {
        for (int seed = 10; seed < 15; seed++)
        {
            Storm(path, seed);
        }
    }

    private static void Happen(StormClient client, StormServer server, Random random, ref int stoppedFor)
    {
        switch (random.Next(100))
        {
            case < 15:
                server.Lose(random.Next(1, 5));
                break;
            case < 27:
                server.Flip();
                client.Worker.Configure(server.Configuration);
                break;
            case < 40:
                server.KeyWanted = true;
                break;
            case < 50:
                client.Worker.Reopen("the storm wants another decoder");
                break;
            case < 62:
                client.Surface.Resize(random.Next(32, 420), random.Next(32, 420));
                client.Redraw();
                break;
            case < 65:
                client.Surface.LoseContext();
                break;
            case < 73:
                client.Presenter.Stop();
                stoppedFor = random.Next(1, 4);
                break;
            case < 80:
                client.Reconnect();
                break;
            case < 86:
                client.Receive(random.Next(20, 50));
                break;
            case < 93:
                client.Presenter.Tuning = client.Presenter.Tuning with { Policy = (PresenterPolicy)random.Next(3) };
                break;
            default:
                client.Options = new DrawOptions((FitMode)random.Next(3)) { Shift = new PictureShift(1 + random.NextDouble(), random.Next(-20, 20), random.Next(-20, 20)) };
                break;
        }
    }

    private void Storm(RenderPath path, int seed)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        long started = Stopwatch.GetTimestamp();
        var time = new FakeTime();
        var random = new Random(seed);
        using var server = new StormServer(time);
        using var client = new StormClient(time, server, path);
        int stoppedFor = 0;
        for (int i = 0; i < Events; i++)
        {
            Happen(client, server, random, ref stoppedFor);
            client.Receive(random.Next(1, 4));
            if (random.Next(3) > 0)
            {
                client.Breathe();
            }

            client.Tick(look: i % LookEvery == 0);
            if (stoppedFor > 0 && --stoppedFor == 0)
            {
                client.Presenter.Resume(long.MinValue);
            }

            if (i % SettleEvery == 0)
            {
                client.Settle();
            }
        }

        client.Settle();
        output.WriteLine($"{path} {seed}: {Events} events, {server.Sent} sent, {client.Shown} shown, {client.Checked} looked at, {client.Losses} contexts lost, {client.Worker.Counters}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        Assert.Equal(0, client.Worker.Counters.Faults);
        Assert.Equal(0, client.Worker.Counters.DecodeError);
        Assert.Equal(client.Worker.Counters.Delivered, client.Shown + client.Counters.Drops.Total);
        Assert.True(client.Shown > Events / 8, $"{client.Shown} pictures of {server.Sent} were shown");
        Assert.True(client.Checked > Events / 100, $"{client.Checked} pictures were looked at");
    }
}
