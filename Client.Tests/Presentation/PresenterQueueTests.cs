using System;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

public class PresenterQueueTests
{
    private const double Offset = -1000;

    private readonly TestLeases _leases = new();
    private readonly DropCounters _drops = new();

    [Fact]
    public void Latest_shows_the_newest_and_counts_the_others_as_superseded()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest);
        Offer(queue, 1, 10.00);
        Offer(queue, 2, 10.01);
        Offer(queue, 3, 10.02);

        uint shown = Take(queue, 10.02);

        Assert.Equal(3u, shown);
        Assert.Equal(2, _drops[DropReason.Superseded]);
        AssertNothingOut();
    }

    [Fact]
    public void The_first_picture_is_shown_at_once_under_every_policy()
    {
        foreach (PresenterPolicy policy in Enum.GetValues<PresenterPolicy>())
        {
            PresenterQueue queue = Queue(policy);
            Offer(queue, 7, 10.0);

            Assert.Equal(7u, Take(queue, 10.0));
        }

        AssertNothingOut();
    }

    [Fact]
    public void Fixed_waits_for_server_time_plus_latency()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Fixed, new PresenterOptions { FixedLatency = 0.05 });
        Offer(queue, 1, 10.0);
        Take(queue, 10.0);
        Offer(queue, 2, 10.1);

        Assert.False(queue.TryTake(10.12, out _));
        Assert.Equal(10.146, queue.NextDue(10.12)!.Value, 3);
        Assert.Equal(2u, Take(queue, 10.147));
        AssertNothingOut();
    }

    [Fact]
    public void A_frame_older_than_the_last_shown_is_late()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest);
        Offer(queue, 5, 10.0);
        Take(queue, 10.0);

        Offer(queue, 4, 10.01);

        Assert.False(queue.TryTake(11, out _));
        Assert.Equal(1, _drops[DropReason.Late]);
        AssertNothingOut();
    }

    [Fact]
    public void Sequence_numbers_wrap_forward()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest);
        Offer(queue, uint.MaxValue, 10.0);
        Take(queue, 10.0);

        Offer(queue, 0, 10.02);

        Assert.Equal(0u, Take(queue, 10.02));
        Assert.Equal(0, _drops.Total);
        AssertNothingOut();
    }

    [Fact]
    public void A_full_queue_keeps_the_head_and_the_newest()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Fixed, new PresenterOptions { Capacity = 3, FixedLatency = 0.09 });
        Offer(queue, 1, 10.0);
        Take(queue, 10.0);
        for (uint i = 2; i <= 5; i++)
        {
            Offer(queue, i, 10.0 + (i * 0.001));
        }

        Assert.Equal(3, queue.Count);
        Assert.Equal(1, _drops[DropReason.OverCapacity]);
        Assert.Equal(2u, Take(queue, 10.089));
        Assert.Equal(5u, Take(queue, 10.2));
        AssertNothingOut();
    }

    [Fact]
    public void A_full_queue_drops_what_is_superseded_first()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest, new PresenterOptions { Capacity = 2 });
        Offer(queue, 1, 10.0);
        Offer(queue, 2, 10.0);
        Offer(queue, 3, 10.0);

        Assert.Equal(1, _drops[DropReason.Superseded]);
        Assert.Equal(0, _drops[DropReason.OverCapacity]);
        Assert.Equal(3u, Take(queue, 10.0));
        AssertNothingOut();
    }

    [Fact]
    public void Nothing_is_shown_after_a_stop_until_the_answer_to_it()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest);
        OfferShowing(queue, 1, 10.00, revision: 4);
        Take(queue, 10.0);
        OfferShowing(queue, 2, 10.01, revision: 5);

        queue.Stop();
        OfferShowing(queue, 3, 10.02, revision: 5);
        Assert.False(queue.TryTake(11, out _));
        queue.Resume(6);
        OfferShowing(queue, 4, 10.03, revision: 5);
        OfferShowing(queue, 5, 10.04, revision: 6);

        Assert.Equal(5u, Take(queue, 11));
        Assert.Equal(3, _drops[DropReason.Stopped]);
        AssertNothingOut();
    }

    [Fact]
    public void The_frame_that_answers_a_stop_may_come_before_the_answer()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Latest);
        queue.Stop();
        OfferShowing(queue, 1, 10.00, revision: 5);
        OfferShowing(queue, 2, 10.01, revision: 6);
        Assert.Null(queue.NextDue(11));
        Assert.False(queue.TryTake(11, out _));

        queue.Resume(6);

        Assert.Equal(2u, Take(queue, 11));
        Assert.Equal(1, _drops[DropReason.Stopped]);
        AssertNothingOut();
    }

    [Fact]
    public void A_new_connection_may_count_from_zero_again()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Adaptive);
        Offer(queue, 900, 10.0);
        Take(queue, 10.0);

        queue.BeginEpoch();
        Offer(queue, 0, 10.1);

        Assert.Equal(0u, Take(queue, 10.1));
        AssertNothingOut();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void A_senseless_timestamp_holds_no_picture_back(double timestamp)
    {
        PresenterQueue queue = Queue(PresenterPolicy.Adaptive);
        Offer(queue, 1, 10.0);
        Take(queue, 10.0);

        queue.Offer(_leases.Make(2, timestamp), 10.03, 10.03);

        Assert.Equal(2u, Take(queue, 10.14));
        AssertNothingOut();
    }

    [Fact]
    public void A_policy_may_change_while_frames_wait()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Fixed, new PresenterOptions { FixedLatency = 0.09 });
        Offer(queue, 1, 10.0);
        Take(queue, 10.0);
        Offer(queue, 2, 10.01);
        Assert.False(queue.TryTake(10.02, out _));

        queue.Tuning = queue.Tuning with { Policy = PresenterPolicy.Latest };

        Assert.Equal(2u, Take(queue, 10.02));
        AssertNothingOut();
    }

    [Fact]
    public void Offering_and_taking_allocate_nothing()
    {
        PresenterQueue queue = Queue(PresenterPolicy.Adaptive);
        void Cycle(uint from, uint to)
        {
            for (uint i = from; i < to; i++)
            {
                double t = 10 + (i * 0.033);
                Offer(queue, i, t);
                if (queue.TryTake(t + 0.02, out FrameLease lease))
                {
                    lease.Release(LeaseRole.Presenter);
                }
            }
        }

        uint next = 1;
        long allocated = LeastAllocated.Bytes(() => Cycle(next, next += 2000));

        Assert.Equal(0, allocated);
        queue.Clear(DropReason.Stopped);
        AssertNothingOut();
    }

    private PresenterQueue Queue(PresenterPolicy policy, PresenterOptions? options = null) =>
        new((options ?? new PresenterOptions()) with { Policy = policy }, _drops);

    private void Offer(PresenterQueue queue, uint sequence, double local) =>
        queue.Offer(_leases.Make(sequence, local - Offset), local, local);

    private void OfferShowing(PresenterQueue queue, uint sequence, double local, long revision) =>
        queue.Offer(_leases.MakeShowing(sequence, local - Offset, revision), local, local);

    private static uint Take(PresenterQueue queue, double now)
    {
        Assert.True(queue.TryTake(now, out FrameLease lease), "a frame should be due");
        uint sequence = lease.Info.Sequence;
        lease.Release(LeaseRole.Presenter);
        return sequence;
    }

    private void AssertNothingOut() => Assert.True(_leases.Ledger.Outstanding == 0, _leases.Ledger.Report());
}
