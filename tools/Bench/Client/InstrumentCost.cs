using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Client;

/// <summary>What does measuring cost: an exchange of the clocks, and a frame's record from the screen to figures?</summary>
[BenchmarkCategory(AllocationGate.Category)]
public class InstrumentCost
{
    private const long Frequency = 1_000_000_000;

    private readonly StreamClock _clock = new();
    private readonly StageTable _table = new(1024);
    private readonly TelemetryHub _hub = new();
    private readonly Random _random = new(1);
    private double _now = 100;

    [GlobalSetup]
    public void Open()
    {
        _hub.Add(new StageTableSink(_table, Frequency));
        for (int i = 0; i < 200; i++)
        {
            Exchange();
            Frame();
        }

        if (_clock.Best is not { HasOffset: true, IsEstimated: false } || _table.Totals.Count != 200)
        {
            throw new InvalidOperationException("The clock does not know the offset, or frames were lost.");
        }
    }

    /// <summary>The server answered what time it is: done every other second, ten times a second in a profile.</summary>
    [Benchmark]
    public bool Exchange()
    {
        _now += 2;
        double up = 0.0002 + (_random.NextDouble() * 0.0001), down = 0.0002 + (_random.NextDouble() * 0.0001), server = _now + up + 1.7e9;
        return OffsetInterval.TryMake(_now, server, server + 0.0001, _now + up + 0.0001 + down, out OffsetInterval exchange) && _clock.AddPair(exchange);
    }

    /// <summary>A frame was shown: its record is filled, handed out, and cut into stages.</summary>
    [Benchmark]
    public void Frame()
    {
        long shown = (long)(_now * Frequency);
        var record = new FrameRecord
        {
            HasView = true,
            ServerTimestamp = _now + 1.7e9 - 0.02,
            Server = new StageTimes(-9000, -5000, -5000, 0, 300),
            FirstByte = shown - 15_000_000,
            LastByte = shown - 14_000_000,
            DecodeDone = shown - 8_000_000,
            Latched = shown - 2_000_000,
            Drawn = shown - 1_000_000,
            Swapped = shown,
            GpuDone = shown,
            Fate = FrameFate.Shown,
            Clock = _clock.Best,
        };
        _hub.OnFrame(record);
    }
}
