using System;
using System.Collections.Generic;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

/// <summary>600 frames through a jittery network into a 60 Hz screen, in virtual time.</summary>
public class PresenterSimulationTests
{
    private const double ServerClockAhead = 5000;

    [Theory]
    [InlineData((int)PresenterPolicy.Latest, 1)]
    [InlineData((int)PresenterPolicy.Fixed, 2)]
    [InlineData((int)PresenterPolicy.Adaptive, 3)]
    public void Never_goes_back_and_counts_every_frame(int policy, int seed)
    {
        Outcome outcome = Simulate((PresenterPolicy)policy, seed, jitter: 0.004, frames: 600, firstSequence: uint.MaxValue - 300);

        for (int i = 1; i < outcome.Shown.Count; i++)
        {
            Assert.True(SequenceNumber.IsNewer(outcome.Shown[i], outcome.Shown[i - 1]), $"picture {i} went back");
        }

        Assert.Equal(600, outcome.Shown.Count + outcome.Drops.Total + outcome.LeftInQueue);
    }

    [Fact]
    public void Adaptive_shows_nearly_all_frames_of_a_jittery_30_Hz_stream_in_even_steps()
    {
        Outcome outcome = Simulate(PresenterPolicy.Adaptive, seed: 11, jitter: 0.004, frames: 600, firstSequence: 1);

        Assert.True(outcome.Shown.Count >= 594, $"{outcome.Shown.Count} shown");
        Assert.InRange(outcome.Latency, 0.003, 0.02);
        int uneven = 0;
        for (int i = 31; i < outcome.ShownAt.Count; i++)
        {
            double gap = outcome.ShownAt[i] - outcome.ShownAt[i - 1];
            uneven += gap is < 0.020 or > 0.046 ? 1 : 0;
        }

        Assert.True(uneven <= 12, $"{uneven} uneven steps");
    }

    private static Outcome Simulate(PresenterPolicy policy, int seed, double jitter, int frames, uint firstSequence)
    {
        var random = new Random(seed);
        var leases = new TestLeases();
        var drops = new DropCounters();
        var queue = new PresenterQueue(new PresenterOptions { Policy = policy }, drops);
        var arrivals = new double[frames];
        double last = 0;
        for (int i = 0; i < frames; i++)
        {
            // A stream over TCP comes late, never out of order.
            arrivals[i] = last = Math.Max(last, (i / 30.0) + 0.010 + (random.NextDouble() * jitter));
        }

        var shown = new List<uint>();
        var shownAt = new List<double>();
        int next = 0;
        for (double now = 0; now < (frames / 30.0) + 1; now += 1 / 60.0)
        {
            while (next < frames && arrivals[next] <= now)
            {
                double server = (next / 30.0) + ServerClockAhead;
                queue.Offer(leases.Make(firstSequence + (uint)next, server), arrivals[next], arrivals[next] + 0.002);
                next++;
            }

            if (queue.TryTake(now, out FrameLease lease))
            {
                shown.Add(lease.Info.Sequence);
                shownAt.Add(now);
                lease.Release(LeaseRole.Presenter);
            }
        }

        int left = queue.Count;
        double latency = queue.Clock.Latency;
        queue.Clear(DropReason.Stopped);
        Assert.True(leases.Ledger.Outstanding == 0, leases.Ledger.Report());
        var copy = new DropCounters();
        copy.Add(DropReason.Superseded, drops.Total - left);
        return new Outcome(shown, shownAt, copy, left, latency);
    }

    private sealed record Outcome(List<uint> Shown, List<double> ShownAt, DropCounters Drops, int LeftInQueue, double Latency);
}
