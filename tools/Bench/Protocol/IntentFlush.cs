using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;

namespace Fathom.Bench.Protocol;

/// <summary>What does one turn of a drag cost: two properties offered, flushed and answered?</summary>
[MemoryDiagnoser]
[BenchmarkCategory(AllocationGate.Category)]
public class IntentFlush
{
    private static readonly PropertyKey s_z = new("dims", "z", "index");
    private static readonly PropertyKey s_pan = new("camera", "main", "pan");
    private readonly IntentThrottle _throttle = new();
    private readonly OutgoingIntent[] _output = new OutgoingIntent[4];
    private TimeSpan _now;

    [GlobalSetup]
    public void Warm()
    {
        if (Flush() != 2)
        {
            throw new InvalidOperationException("Both properties are due.");
        }
    }

    [Benchmark]
    public int Flush()
    {
        _now += TimeSpan.FromMilliseconds(20);
        _throttle.Offer(s_z, IntentValue.Index(_now.Ticks & 63));
        _throttle.Offer(s_pan, IntentValue.Pan(1, 2));
        int count = _throttle.Flush(_now, _output);
        for (int i = 0; i < count; i++)
        {
            _throttle.Answer(_output[i].Ticket, _now + TimeSpan.FromMilliseconds(5));
        }

        return _throttle.NextDue(_now) is null ? count : -1;
    }
}
