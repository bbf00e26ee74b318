using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Ledger;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Intents;

public sealed class IntentThrottlePropertyTests
{
    private static readonly PropertyKey[] s_axes = [new("dims", "z", "index"), new("dims", "t", "index"), new("dims", "c", "index")];
    private static readonly PropertyKey s_step = new("dims", "z", "step");
    private static readonly PropertyKey s_zoom = new("camera", "main", "zoom");

    [Fact]
    public void Whatever_the_hand_and_the_link_do_the_last_value_arrives_the_pace_holds_and_deltas_add_up()
    {
        Programs.Check(Run, count: 500);
    }

    private static void Run(int[] program)
    {
        double roundTripMs = program.Length == 0 ? 10 : program[0] % 400;
        var throttle = new IntentThrottle();
        var link = new SimulatedLink(throttle, roundTripMs, program.Length % 40) { Loses = intent => program.Length % 3 == 0 && intent.Ticket % 5 == 0 };
        var last = new Dictionary<PropertyKey, long>();
        long steps = 0;
        double zoom = 1;
        double at = 0;
        foreach (int step in program)
        {
            at += step % 23;
            int value = step / 32 % 1000;
            switch (step % 8)
            {
                case < 3:
                    PropertyKey key = s_axes[step % 8];
                    last[key] = value;
                    link.At(at, () => throttle.Offer(key, IntentValue.Index(value)));
                    break;
                case < 5:
                    steps += value - 500;
                    link.At(at, () => throttle.Offer(s_step, IntentValue.Step(value - 500)));
                    break;
                case < 7:
                    zoom *= value < 500 ? 2 : 0.5;
                    link.At(at, () => throttle.Offer(s_zoom, IntentValue.Zoom(value < 500 ? 2 : 0.5, value, value)));
                    break;
                default:
                    link.At(at, () => throttle.Finish(s_axes[0]));
                    break;
            }
        }

        link.Run();

        Assert.False(throttle.HasWaiting);
        foreach ((PropertyKey key, long value) in last)
        {
            Assert.Equal(value, link.Applied.Last(applied => applied.Intent.Key == key).Intent.Value.Number);
        }

        Assert.Equal(steps, Of(link.Applied, s_step).Sum(intent => intent.Value.Number));
        Assert.Equal(zoom, Of(link.Applied, s_zoom).Aggregate(1.0, (product, intent) => product * FactorOf(intent)));
        AssertPace(link, s_step);
        AssertPace(link, s_axes[1]);
        Assert.Equal(link.Sent.Select(sent => sent.Intent.Ticket), link.Sent.Select(sent => sent.Intent.Ticket).Distinct().Order());
    }

    private static IEnumerable<OutgoingIntent> Of(IEnumerable<(TimeSpan At, OutgoingIntent Intent)> applied, PropertyKey key) =>
        applied.Select(item => item.Intent).Where(intent => intent.Key == key);

    private static double FactorOf(OutgoingIntent intent)
    {
        var map = (MapValue)intent.Value.ToStateValue();
        return map["factor"]!.TryGetDouble(out double factor) ? factor : double.NaN;
    }

    private static void AssertPace(SimulatedLink link, PropertyKey key)
    {
        TimeSpan[] times = [.. link.Sent.Where(sent => sent.Intent.Key == key).Select(sent => sent.At)];
        for (int i = 1; i < times.Length; i++)
        {
            Assert.True((times[i] - times[i - 1]).TotalMilliseconds >= 16.6, $"{times[i - 1]} then {times[i]}");
        }
    }
}
