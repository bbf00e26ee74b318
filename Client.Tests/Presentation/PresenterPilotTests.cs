using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Client.Ui;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

/// <summary>When pictures go to the screen, as the user chose it.</summary>
public sealed class PresenterPilotTests
{
    private readonly PresenterQueue _queue = new(new PresenterOptions(), new DropCounters());
    private readonly PresenterPilot _pilot;

    public PresenterPilotTests()
    {
        _pilot = new PresenterPilot(_queue);
    }

    [Fact]
    public void The_adaptive_policy_gives_way_to_the_newest_picture_while_something_is_dragged()
    {
        _pilot.Drag(true);
        Assert.Equal(PresenterPolicy.Latest, _queue.Tuning.Policy);
        _pilot.Choose(_pilot.Chosen.WithLimit(0.03));
        Assert.Equal((PresenterPolicy.Latest, PresenterPolicy.Adaptive), (_queue.Tuning.Policy, _pilot.Chosen.Policy));
        _pilot.Drag(false);
        Assert.Equal((PresenterPolicy.Adaptive, 0.03), (_queue.Tuning.Policy, _queue.Tuning.LatencyCap));
    }

    [Fact]
    public void A_policy_that_was_chosen_by_name_stays_through_a_drag()
    {
        _pilot.Choose(_pilot.Chosen with { Policy = PresenterPolicy.Fixed });
        _pilot.Drag(true);
        Assert.Equal(PresenterPolicy.Fixed, _queue.Tuning.Policy);
        _pilot.Choose(_pilot.Chosen.WithLimit(0.02));
        Assert.Equal((0.02, 0.02), (_queue.Tuning.FixedLatency, _queue.Clock.Latency));
    }

    [Fact]
    public void A_smaller_cap_holds_at_once()
    {
        var target = new LatencyTarget(0, 0.1);
        for (int i = 0; i < 40; i++)
        {
            target.Add((i * 0.03) + 0.08, i * 0.03, 0);
        }

        Assert.Equal(0.08, target.Seconds, 3);
        target.Cap = 0.02;
        Assert.Equal(0.02, target.Seconds);
    }
}
