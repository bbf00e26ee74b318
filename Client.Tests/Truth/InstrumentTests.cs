using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fathom.Bench.Client;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Fixtures;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>What measuring itself takes.</summary>
public sealed class InstrumentTests(ITestOutputHelper output)
{
    private const double FramesPerSecond = 60;

    [Fact]
    public void An_exchange_of_the_clocks_and_a_frames_record_allocate_nothing()
    {
        var cost = new InstrumentCost();
        cost.Open();

        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                cost.Exchange();
                cost.Frame();
            }
        }));
    }

    /// <summary>The main thread's work for a picture with records and without, in turns; and one exchange of the clocks.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    public void Measuring_takes_less_than_a_hundredth_of_a_core()
    {
        const int Rounds = 31, Pictures = 2000;
        var tick = new LoopTick();
        tick.Open();
        var sink = new StageTableSink(new StageTable(1024), Stopwatch.Frequency);
        var cost = new InstrumentCost();
        cost.Open();
        List<double> without = [], with = [], alone = [], exchanges = [];
        for (int round = 0; round < Rounds; round++)
        {
            without.Add(Microseconds(Pictures, () => tick.Picture()));
            tick.Telemetry.Add(sink);
            with.Add(Microseconds(Pictures, () => tick.Picture()));
            tick.Telemetry.Remove(sink);
            alone.Add(Microseconds(Pictures, cost.Frame));
            exchanges.Add(Microseconds(Pictures, () => cost.Exchange()));
        }

        tick.Close();
        double added = Median(with.Zip(without, static (a, b) => a - b)), frame = Median(alone), exchange = Median(exchanges);

        // What is stamped and kept whether or not anybody listens is in both sides of the pair; a record by itself stands for it.
        double share = (((added + frame) * FramesPerSecond) + (exchange * 10)) / 1e6;
        output.WriteLine(
            $"a picture's tick {Median(without):F2} µs, with figures {added:F2} µs more; a record by itself {frame:F2} µs; an exchange {exchange:F2} µs: at {FramesPerSecond} pictures and 10 exchanges a second {share:P3} of a core");
        Assert.InRange(share, 0, 0.01);
    }

    private static double Microseconds(int times, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
