using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;

namespace Fathom.Bench.Decode;

/// <summary>What do the roles of one picture cost, from the decoder to the fence of its draw?</summary>
[BenchmarkCategory(AllocationGate.Category, "Protocol")]
public class LeaseCycle
{
    private readonly LeaseLedger _ledger = new();
    private readonly Nothing _backing = new();
    private FrameInfo _info;

    [GlobalSetup]
    public void Check()
    {
        _info = new FrameInfo { Layout = PixelLayout.Yuv420P, Width = 1280, Height = 720 };
        Roles();
        if (_ledger.Outstanding != 0 || _backing.Freed != 1)
        {
            throw new InvalidOperationException("The cycle does not free its picture once.");
        }
    }

    [Benchmark]
    public void Roles()
    {
        _ledger.TryOpen(_info, default, _backing, out FrameLease lease);
        lease.Acquire(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        lease.Acquire(LeaseRole.Renderer);
        lease.Acquire(LeaseRole.Cache);
        lease.Release(LeaseRole.Presenter);
        lease.Release(LeaseRole.Renderer);
        lease.Release(LeaseRole.Cache);
    }

    private sealed class Nothing : IFrameBacking
    {
        internal int Freed { get; private set; }

        public void Free() => Freed++;
    }
}
