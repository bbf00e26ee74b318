using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ReconnectPolicyTests
{
    [Fact]
    public void The_first_retry_is_immediate_then_pauses_grow_to_half_a_second()
    {
        List<double> pauses = Pauses(SessionEndKind.ConnectFailed, 12);

        Assert.Equal(0, pauses[0]);
        Assert.InRange(pauses[1], 37, 50);
        Assert.InRange(pauses[2], 75, 100);
        Assert.All(pauses.Skip(7), pause => Assert.InRange(pause, 375, 500));
    }

    [Fact]
    public void After_rejects_pauses_grow_to_five_seconds()
    {
        List<double> pauses = Pauses(SessionEndKind.Rejected, 14);

        Assert.All(pauses.TakeLast(3), pause => Assert.InRange(pause, 3750, 5000));
    }

    [Fact]
    public void The_jitter_depends_on_the_seed_only()
    {
        Assert.Equal(Pauses(SessionEndKind.ConnectFailed, 8), Pauses(SessionEndKind.ConnectFailed, 8));
    }

    [Fact]
    public void A_session_that_lasted_makes_the_next_retry_immediate()
    {
        var policy = new ReconnectPolicy(1);
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < 5; i++)
        {
            policy.Ended(SessionEndKind.ConnectFailed, now);
        }

        policy.Connected(now);
        now += TimeSpan.FromSeconds(10);

        Assert.Equal(TimeSpan.Zero, policy.Ended(SessionEndKind.Closed, now));
    }

    [Fact]
    public void A_server_that_closes_right_after_the_welcome_is_not_called_in_a_loop()
    {
        var policy = new ReconnectPolicy(1);
        var pauses = new List<TimeSpan>();
        for (int i = 0; i < 8; i++)
        {
            policy.Connected(TimeSpan.FromSeconds(i));
            pauses.Add(policy.Ended(SessionEndKind.Closed, TimeSpan.FromSeconds(i)));
        }

        Assert.True(pauses[^1] >= TimeSpan.FromMilliseconds(750));
    }

    [Fact]
    public void Retry_now_makes_a_planned_attempt_due()
    {
        var policy = new ReconnectPolicy(1);
        policy.RetryNow(TimeSpan.Zero);
        Assert.Null(policy.DueAt);
        policy.Ended(SessionEndKind.ConnectFailed, TimeSpan.Zero);
        policy.Ended(SessionEndKind.ConnectFailed, TimeSpan.FromSeconds(1));

        policy.RetryNow(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), policy.DueAt);
    }

    private static List<double> Pauses(SessionEndKind kind, int count)
    {
        var policy = new ReconnectPolicy(42);
        return [.. Enumerable.Range(0, count).Select(i => policy.Ended(kind, TimeSpan.FromSeconds(i)).TotalMilliseconds)];
    }
}
