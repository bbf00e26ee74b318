using System;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Presentation;

/// <summary>Leases without pictures, from a ledger that can be asked whether all came back.</summary>
internal sealed class TestLeases
{
    public LeaseLedger Ledger { get; } = new(LeaseLimits.LargestCap, "presenter tests");

    public FrameLease Make(uint sequence, double serverTimestamp)
    {
        var info = new FrameInfo { Sequence = sequence, ServerTimestamp = serverTimestamp, Layout = PixelLayout.Rgba, Width = 2, Height = 2 };
        return Open(info);
    }

    public FrameLease MakeShowing(uint sequence, double serverTimestamp, long revision)
    {
        var info = new FrameInfo { Sequence = sequence, ServerTimestamp = serverTimestamp, Layout = PixelLayout.Rgba, HasView = true, View = new FrameView { Revision = revision } };
        return Open(info);
    }

    private FrameLease Open(FrameInfo info)
    {
        if (!Ledger.TryOpen(info, ReadOnlySpan<PlaneView>.Empty, NoMemory.Instance, out FrameLease lease))
        {
            throw new InvalidOperationException("The cap of the test ledger is reached.");
        }

        lease.Acquire(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        return lease;
    }

    private sealed class NoMemory : IFrameBacking
    {
        public static readonly NoMemory Instance = new();

        public void Free()
        {
        }
    }
}
