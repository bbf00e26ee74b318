using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Bench.Client;

/// <summary>What does it cost to follow one frame and one intent from the input to the screen, with the figures of panel and report?</summary>
/// <remarks>At 60 frames a second, 1 % of a core is 167 µs a frame.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
public class RecordFrame
{
    private static readonly PropertyKey s_key = new("dims", "z", "index");

    private readonly LiveFigures _live = new(TimeProvider.System.TimestampFrequency);
    private readonly TelemetryHub _hub = new();
    private readonly DropLog _drops = new();
    private FrameBook _book = null!;
    private IntentBook _intents = null!;
    private FrameRecord _frame;
    private IntentRecord _intent;
    private long _draw;

    [GlobalSetup]
    public void Open()
    {
        _hub.Add(_live);
        _intents = new IntentBook(TimeProvider.System);
        _book = new FrameBook(_hub, _intents, _drops);
        long now = TimeProvider.System.GetTimestamp();
        _frame = new FrameRecord
        {
            HasView = true,
            ServerTimestamp = 1_700_000_000,
            Server = new StageTimes(-17_000, -7_000, -6_000, 0, 100),
            LastByte = now - 20_000_000,
            DecodeDone = now - 15_000_000,
            Latched = now - 5_000_000,
            Drawn = now - 3_000_000,
            Swapped = now - 1_000_000,
            Clock = new ClockReading(true, (now / 1e9) - 1_700_000_000, 0.0005, false, 0.01),
        };
        _intent = new IntentRecord { Key = s_key, Input = now - 60_000_000, Sent = now - 55_000_000, ServerReceived = 1_699_999_999.98, Shown = now };
    }

    /// <summary>A tick without news, and a frame from its draw to its figures.</summary>
    [Benchmark]
    public long Frame()
    {
        _intents.BeginTick(_frame.Swapped);
        _book.TakeDrops(_frame.Clock);
        _frame.Sequence++;
        _book.OnDrawn(++_draw, _frame);
        _book.OnGpuDone(new GpuTime(_draw, _frame.Drawn, 0, _frame.Swapped));
        return _live.Version;
    }

    /// <summary>An intent that a newer one supersedes, and the figures of one that was answered.</summary>
    [Benchmark]
    public long Intent()
    {
        _intents.OnQueued(s_key);
        _hub.OnIntent(_intent, _frame);
        return _live.Version;
    }
}
