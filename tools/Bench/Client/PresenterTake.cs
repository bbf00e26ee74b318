using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;

namespace Fathom.Bench.Client;

/// <summary>What does a frame cost between decoder and screen: offered by one thread, taken by another, clock and latency followed?</summary>
[BenchmarkCategory(AllocationGate.Category, "Protocol")]
public class PresenterTake
{
    private const double FramePeriod = 1 / 30.0;

    private readonly LeaseLedger _ledger = new();
    private readonly Nothing _backing = new();
    private readonly PresenterQueue _queue = new(new PresenterOptions(), new DropCounters());
    private uint _sequence;

    [GlobalSetup]
    public void Check()
    {
        for (int i = 0; i < 300; i++)
        {
            OfferAndTake();
        }

        if (_queue.Count > 2 || _ledger.Outstanding != _queue.Count)
        {
            throw new InvalidOperationException($"{_queue.Count} frames wait, {_ledger.Outstanding} leases are out.");
        }
    }

    [Benchmark]
    public bool OfferAndTake()
    {
        double now = ++_sequence * FramePeriod;
        var info = new FrameInfo { Sequence = _sequence, ServerTimestamp = now + 5000, Layout = PixelLayout.Yuv420P };
        _ledger.TryOpen(info, default, _backing, out FrameLease lease);
        lease.Acquire(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        _queue.Offer(lease, now, now + 0.003);
        bool taken = _queue.TryTake(now + 0.02, out FrameLease due);
        if (taken)
        {
            due.Release(LeaseRole.Presenter);
        }

        return taken;
    }

    private sealed class Nothing : IFrameBacking
    {
        public void Free()
        {
        }
    }
}
