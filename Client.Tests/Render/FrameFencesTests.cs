using System;
using System.Collections.Generic;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class FrameFencesTests : IDisposable
{
    private readonly NativeBufferPool _pool = new();
    private readonly LeaseLedger _ledger = new(8, "fences");
    private readonly ScriptedFences _source = new();

    [Fact]
    public void A_role_is_held_until_its_fence_has_signalled()
    {
        var fences = new FrameFences(_source);
        fences.Add(NewLease());
        fences.Retire();
        Assert.Equal((1, 1), (fences.Pending, _ledger.CountOf(LeaseRole.Renderer)));

        _source.Signal(1);
        fences.Retire();

        Assert.Equal((0, 0), (fences.Pending, _ledger.CountOf(LeaseRole.Renderer)));
        Assert.Equal(["create 1", "delete 1"], _source.Log);
    }

    [Fact]
    public void A_later_fence_does_not_overtake_an_earlier_one()
    {
        var fences = new FrameFences(_source);
        fences.Add(NewLease());
        fences.Add(NewLease());

        _source.Signal(2);
        fences.Retire();
        Assert.Equal(2, fences.Pending);

        _source.Signal(1);
        fences.Retire();
        Assert.Equal(0, fences.Pending);
    }

    [Fact]
    public void When_the_bound_is_reached_adding_waits_for_the_oldest()
    {
        var fences = new FrameFences(_source);
        _source.SignalsWhenWaitedFor = true;
        for (int i = 0; i < LeaseLimits.InFlightFences + 3; i++)
        {
            fences.Add(NewLease());
        }

        Assert.Equal(LeaseLimits.InFlightFences, fences.Pending);
        Assert.Equal(LeaseLimits.InFlightFences, _ledger.CountOf(LeaseRole.Renderer));
        Assert.Equal(3, fences.Waits);
        fences.Drain();
        Assert.Equal(0, _ledger.Outstanding);
    }

    [Fact]
    public void A_fence_that_never_signals_is_finished_before_its_role_goes()
    {
        var fences = new FrameFences(_source);
        fences.Add(NewLease());

        fences.Drain();

        Assert.Equal(["create 1", "finish", "delete 1"], _source.Log);
        Assert.Equal(0, _ledger.Outstanding);
    }

    public void Dispose() => _pool.Dispose();

    private FrameLease NewLease()
    {
        NativeBuffer buffer = _pool.Rent(16);
        Assert.True(_ledger.TryOpen(new FrameInfo { Path = "test" }, default, buffer, out FrameLease lease));
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        return lease;
    }

    private sealed class ScriptedFences : IFenceSource
    {
        private readonly HashSet<nint> _signalled = [];
        private nint _last;

        internal List<string> Log { get; } = [];

        internal bool SignalsWhenWaitedFor { get; set; }

        public nint Create()
        {
            Log.Add($"create {++_last}");
            return _last;
        }

        public FenceState Wait(nint fence, TimeSpan timeout)
            => _signalled.Contains(fence) || (SignalsWhenWaitedFor && timeout > TimeSpan.Zero) ? FenceState.Signalled : FenceState.Pending;

        public void Delete(nint fence) => Log.Add($"delete {fence}");

        public void Finish() => Log.Add("finish");

        internal void Signal(nint fence) => _signalled.Add(fence);
    }
}
