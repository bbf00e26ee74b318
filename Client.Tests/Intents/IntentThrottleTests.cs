using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Intents;

public sealed class IntentThrottleTests
{
    private static readonly PropertyKey s_z = new("dims", "z", "index");
    private static readonly PropertyKey s_t = new("dims", "t", "index");
    private static readonly PropertyKey s_camera = new("camera", "main", "pan");
    private readonly IntentThrottle _throttle = new();
    private readonly OutgoingIntent[] _output = new OutgoingIntent[4];

    [Fact]
    public void The_first_goes_at_once_and_a_newer_one_does_not_restart_the_wait()
    {
        _throttle.Offer(s_z, IntentValue.Index(1));
        Assert.Equal([1], Flush(0));

        for (int i = 2; i < 16; i++)
        {
            _throttle.Offer(s_z, IntentValue.Index(i));
            Assert.Empty(Flush(i));
            Assert.Equal(1000.0 / 60, _throttle.NextDue(At(i))!.Value.TotalMilliseconds, 3);
        }

        Assert.Equal([15], Flush(17));
        Assert.Null(_throttle.NextDue(At(17)));
        Assert.False(_throttle.HasWaiting);
    }

    [Theory]
    [InlineData(1, 55)]
    [InlineData(150, 55)]
    [InlineData(600, 50)]
    public void A_drag_gets_through_at_any_round_trip(double roundTripMs, int atLeast)
    {
        SimulatedLink link = Drag(roundTripMs, workMs: 0);

        Assert.InRange(DistinctPerSecond(link), atLeast, 61);
        Assert.Equal(239, link.AppliedNumbers.Last());
    }

    [Fact]
    public void At_150_ms_with_a_busy_server_25_positions_a_second_get_through_and_the_queue_stays_short()
    {
        SimulatedLink link = Drag(roundTripMs: 150, workMs: 33);

        Assert.InRange(DistinctPerSecond(link), 25, 61);
        Assert.InRange(link.MostUnanswered, 1, 13);
        Assert.Equal(239, link.AppliedNumbers.Last());
    }

    [Fact]
    public void The_window_follows_the_round_trip_within_its_bounds()
    {
        Assert.Equal(4, _throttle.Window);
        _throttle.ObserveRoundTrip(TimeSpan.FromMilliseconds(150), At(0));
        Assert.Equal(10, _throttle.Window);
        _throttle.ObserveRoundTrip(TimeSpan.FromMilliseconds(400), At(1));
        Assert.Equal(10, _throttle.Window);
        _throttle.ObserveRoundTrip(TimeSpan.FromMilliseconds(-1), At(2));
        Assert.Equal(2, _throttle.Window);
        _throttle.ObserveRoundTrip(TimeSpan.FromSeconds(1), At(3000));
        _throttle.ObserveRoundTrip(TimeSpan.FromSeconds(1), At(6000));
        Assert.Equal(61, _throttle.Window);
        _throttle.ObserveRoundTrip(TimeSpan.FromSeconds(9), At(60000));
        Assert.Equal(64, _throttle.Window);
    }

    [Fact]
    public void One_property_never_holds_back_another()
    {
        _throttle.Offer(s_z, IntentValue.Index(1));
        _throttle.Offer(s_t, IntentValue.Index(2));

        Assert.Equal([1, 2], Flush(0));
    }

    [Fact]
    public void A_short_output_starves_nobody()
    {
        var seen = new HashSet<PropertyKey>();
        for (int i = 0; i < 6; i++)
        {
            _throttle.Offer(s_z, IntentValue.Index(i));
            _throttle.Offer(s_t, IntentValue.Index(i));
            _throttle.Offer(s_camera, IntentValue.Pan(1, 1));
            Assert.Equal(1, _throttle.Flush(At(i * 20), _output.AsSpan(0, 1)));
            seen.Add(_output[0].Key);
        }

        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public void Waiting_deltas_are_combined_and_those_that_cancel_out_are_not_sent()
    {
        _throttle.Offer(s_camera, IntentValue.Pan(1, 0));
        Flush(0);
        _throttle.Offer(s_camera, IntentValue.Pan(2, -1));
        _throttle.Offer(s_camera, IntentValue.Pan(3, 5));
        Assert.Equal(1, _throttle.Flush(At(20), _output));
        Assert.Equal(IntentValue.Pan(5, 4), _output[0].Value);

        _throttle.Offer(s_camera, IntentValue.Pan(2, 2));
        _throttle.Offer(s_camera, IntentValue.Pan(-2, -2));
        Assert.False(_throttle.HasWaiting);
    }

    [Fact]
    public void The_end_of_a_gesture_sends_the_last_value_past_pace_and_window()
    {
        for (int i = 0; i < 4; i++)
        {
            _throttle.Offer(s_z, IntentValue.Index(i));
            Flush(20 * i);
        }

        _throttle.Offer(s_z, IntentValue.Index(9));
        Assert.Empty(Flush(100));
        _throttle.Finish(s_z);

        Assert.Equal(At(101), _throttle.NextDue(At(101)));
        Assert.Equal([9], Flush(101));
    }

    [Fact]
    public void Lost_answers_hold_back_for_a_second_and_nothing_is_sent_twice()
    {
        var link = new SimulatedLink(_throttle, 20) { Loses = intent => intent.Ticket <= 4 };
        for (int i = 0; i < 200; i++)
        {
            int value = i;
            link.At(i * 10, () => _throttle.Offer(s_z, IntentValue.Index(value)));
        }

        link.Run();

        Assert.Equal(4, _throttle.ExpiredCount);
        Assert.Equal(199, link.AppliedNumbers.Last());
        Assert.Equal(link.AppliedNumbers, link.AppliedNumbers.Distinct());
    }

    [Fact]
    public void A_walk_passes_every_index_and_turns_with_its_end()
    {
        var link = new SimulatedLink(_throttle, 10);
        link.At(0, () => _throttle.Walk(s_z, 10, 14));
        link.At(40, () => _throttle.Walk(s_z, 99, 11));
        link.Run();

        Assert.Equal([11, 12, 13, 12, 11], link.AppliedNumbers);
    }

    [Fact]
    public void A_value_ends_a_walk_and_a_walk_to_where_one_stands_sends_nothing()
    {
        _throttle.Walk(s_z, 3, 3);
        Assert.Empty(Flush(0));
        _throttle.Walk(s_z, 3, 9);
        _throttle.Finish(s_z);
        Assert.Equal([4], Flush(1));
        _throttle.Offer(s_z, IntentValue.Index(100));

        Assert.Equal([100], Flush(30));
        Assert.Empty(Flush(60));
    }

    [Fact]
    public void After_a_lost_connection_nothing_waits()
    {
        _throttle.Offer(s_z, IntentValue.Index(1));
        Flush(0);
        _throttle.Offer(s_z, IntentValue.Index(2));

        _throttle.Clear();

        Assert.Equal((0, false), (_throttle.UnansweredCount, _throttle.HasWaiting));
        Assert.False(_throttle.Answer(1, At(5)));
    }

    [Fact]
    public void Values_become_what_the_wire_carries()
    {
        Assert.Equal(12, IntentValue.Index(12).ToStateValue());
        Assert.Equal(-3, IntentValue.Step(-3).ToStateValue());
        Assert.Equal("magma", IntentValue.Of("magma").ToStateValue());
        Assert.Equal(MapValue.Of(("dx_px", 1.5), ("dy_px", -2.0)), IntentValue.Pan(1.5, -2).ToStateValue());
        Assert.Equal(MapValue.Of(("d_az_deg", 4.0), ("d_el_deg", 5.0)), IntentValue.Orbit(4, 5).ToStateValue());
        Assert.Equal(
            MapValue.Of(("factor", 6.0), ("anchor_px", new[] { 7.0, 8.0 })),
            IntentValue.Combine(IntentValue.Zoom(2, 1, 1), IntentValue.Zoom(3, 7, 8)).ToStateValue());
        Assert.Throws<ArgumentException>(() => IntentValue.Combine(IntentValue.Step(1), IntentValue.Index(1)));
        Assert.True(IntentValue.Zoom(1, 5, 5).IsNeutral);
        Assert.Equal((IntentKind.Absolute, IntentKind.Delta), (IntentValue.Index(0).Kind, IntentValue.Step(0).Kind));
    }

    [Fact]
    public void A_flush_allocates_nothing_once_the_lanes_are_there()
    {
        double now = 0;
        void Cycle()
        {
            now += 20;
            _throttle.Offer(s_z, IntentValue.Index((long)now));
            _throttle.Offer(s_camera, IntentValue.Pan(now, 1));
            int count = _throttle.Flush(At(now), _output);
            for (int i = 0; i < count; i++)
            {
                _throttle.Answer(_output[i].Ticket, At(now + 5));
            }

            _throttle.NextDue(At(now));
        }

        Cycle();
        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                Cycle();
            }
        }));
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>A hand that moves a slider 120 times a second for two seconds, each time to a new index.</summary>
    private static SimulatedLink Drag(double roundTripMs, double workMs)
    {
        var throttle = new IntentThrottle();
        throttle.ObserveRoundTrip(TimeSpan.FromMilliseconds(roundTripMs), TimeSpan.Zero);
        var link = new SimulatedLink(throttle, roundTripMs, workMs);
        for (int i = 0; i < 240; i++)
        {
            int value = i;
            link.At(i * 1000.0 / 120, () => throttle.Offer(s_z, IntentValue.Index(value)));
        }

        link.Run();
        return link;
    }

    private static double DistinctPerSecond(SimulatedLink link)
    {
        // The second after the first answers came back.
        TimeSpan from = link.Applied[0].At + TimeSpan.FromMilliseconds(200);
        return link.Applied.Where(applied => applied.At >= from && applied.At < from + TimeSpan.FromSeconds(1))
            .Select(applied => applied.Intent.Value.Number).Distinct().Count();
    }

    private long[] Flush(double milliseconds)
    {
        int count = _throttle.Flush(At(milliseconds), _output);
        return [.. _output.Take(count).Select(intent => intent.Value.Number)];
    }
}
