using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Protocol.Reports;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Client;

/// <summary>Wakes from worker threads: whatever is posted is looked at, however many post; how soon is printed.</summary>
public sealed class WakeLoadTests
{
    private const int Workers = 8, PostsEach = 2000;

    private readonly ITestOutputHelper _output;

    public WakeLoadTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Every_post_of_many_workers_is_followed_by_a_look()
    {
        using var screen = new FakeScreen();
        var wake = new WakeSource(screen.PostWake, TimeProvider.System);
        var inbox = new ClientInbox(wake.Post);
        Task[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < PostsEach; i++)
            {
                await inbox.PostAsync(new GateChanged(GateState.Live, GateReason.Start), CancellationToken.None);
            }
        }))];

        int seen = 0, looks = 0;
        while (seen < Workers * PostsEach)
        {
            int before = seen;
            long waitsSince = TimeProvider.System.GetTimestamp();
            screen.WaitEvents(TimeSpan.FromSeconds(20));
            bool isWoken = TimeProvider.System.GetElapsedTime(waitsSince) < TimeSpan.FromSeconds(20);
            wake.Begin();
            looks++;
            while (inbox.TryTake(out _))
            {
                seen++;
            }

            // A wake may find nothing new; what is new may not be found without one.
            Assert.True(isWoken || seen == before, $"{seen - before} values came without a wake");
        }

        await Task.WhenAll(workers);
        Assert.Equal(0, inbox.Dropped);
        Distribution latency = wake.Latency;
        Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"wakes from {Workers} workers: {Workers * PostsEach} posts, {looks} looks, p50 {latency.P50:0.000} ms, p95 {latency.P95:0.000} ms, p99 {latency.P99:0.000} ms"));
    }

    [Fact]
    public async Task A_full_inbox_makes_the_network_wait_and_counts_what_the_decoder_could_not_say()
    {
        var inbox = new ClientInbox(static () => { });
        int there = 0;
        while (inbox.Dropped == 0)
        {
            inbox.Post(new GateChanged(GateState.Live, GateReason.Start));
            there += inbox.Dropped == 0 ? 1 : 0;
        }

        Task waits = inbox.PostAsync(new GateChanged(GateState.Gated, GateReason.Start), CancellationToken.None).AsTask();
        Assert.False(waits.IsCompleted);
        int taken = 0;
        while (inbox.TryTake(out _))
        {
            taken++;
        }

        await waits.WaitAsync(TimeSpan.FromSeconds(20));
        taken += inbox.TryTake(out _) ? 1 : 0;
        Assert.Equal(there + 1, taken);
        Assert.Equal(1, inbox.Dropped);
    }

    [Fact]
    public void After_a_sleep_of_hours_pictures_are_shown_and_intents_go()
    {
        using var f = new LoopFixture(PresenterPolicy.Adaptive);
        f.BeginSession();
        f.TellDims(0, 0, 0, 0);
        f.Offer(1);
        f.Loop.Tick();
        f.Intents.SetIndex(1, 3);
        f.Loop.Tick();

        f.Time.Advance(8 * 3600);
        f.Loop.Tick();
        f.Offer(2);
        f.Intents.SetIndex(1, 4);
        for (int i = 0; i < 20; i++)
        {
            f.Time.Advance(0.05);
            f.Loop.Tick();
        }

        Assert.Contains(2u, f.Screen.Shown);
        Assert.Equal(4, f.Posted.OfType<Fathom.Protocol.Messages.StateUpdate>().Last().Value);
        Assert.Null(f.State.Exit);
    }

    private void Tell(string line) => TestNotes.Tell(_output, line);
}
