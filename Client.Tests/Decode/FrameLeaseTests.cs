using System;
using Fathom.Client.Tests.Fakes;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class FrameLeaseTests
{
    private readonly LeaseLedger _ledger = new(4);
    private readonly CountingBacking _backing = new();

    [Fact]
    public void The_memory_is_freed_once_when_the_last_role_goes()
    {
        FrameLease lease = Open();
        lease.Acquire(LeaseRole.Presenter);
        lease.Acquire(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        lease.Release(LeaseRole.Presenter);
        Assert.Equal(0, _backing.Freed);

        lease.Release(LeaseRole.Presenter);

        Assert.Equal(1, _backing.Freed);
        Assert.False(lease.IsOpen);
        Assert.Equal(0, _ledger.Outstanding);
    }

    [Fact]
    public void Releasing_a_role_that_is_not_held_throws_and_names_it()
    {
        FrameLease lease = Open();

        var error = Assert.Throws<LeaseException>(() => lease.Release(LeaseRole.Renderer));

        Assert.Contains("Renderer", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, lease.CountOf(LeaseRole.Decoder));
        lease.Release(LeaseRole.Decoder);
    }

    [Fact]
    public void Acquiring_on_a_closed_lease_fails_cleanly()
    {
        FrameLease lease = Open();
        lease.Release(LeaseRole.Decoder);

        Assert.False(lease.TryAcquire(LeaseRole.Cache));
        Assert.Contains("Cache", Assert.Throws<LeaseException>(() => lease.Acquire(LeaseRole.Cache)).Message, StringComparison.Ordinal);
        Assert.Equal(1, _backing.Freed);
    }

    [Fact]
    public void A_stale_handle_never_touches_the_next_picture_of_its_slot()
    {
        var one = new LeaseLedger(1);
        one.TryOpen(new FrameInfo { Sequence = 1 }, default, _backing, out FrameLease stale);
        stale.Release(LeaseRole.Decoder);
        one.TryOpen(new FrameInfo { Sequence = 2, Layout = PixelLayout.Gray }, default, _backing, out FrameLease fresh);

        Assert.NotEqual(stale, fresh);
        Assert.False(stale.IsOpen);
        Assert.False(stale.TryAcquire(LeaseRole.Decoder));
        Assert.Throws<LeaseException>(() => stale.Release(LeaseRole.Decoder));
        Assert.Throws<LeaseException>(() => stale.Info.Sequence);
        Assert.Throws<LeaseException>(() => stale.GetPlane(0));
        Assert.Equal(2u, fresh.Info.Sequence);
        fresh.Release(LeaseRole.Decoder);
    }

    [Fact]
    public void The_empty_handle_is_an_error_everywhere()
    {
        FrameLease none = default;

        Assert.True(none.IsNull);
        Assert.False(none.TryAcquire(LeaseRole.Cache));
        Assert.Throws<LeaseException>(() => none.Acquire(LeaseRole.Cache));
        Assert.Throws<LeaseException>(() => none.Release(LeaseRole.Cache));
        Assert.Throws<LeaseException>(() => none.Info.Sequence);
        Assert.Equal(0, none.CountOf(LeaseRole.Cache));
    }

    [Fact]
    public void At_the_cap_no_lease_is_opened_and_the_memory_stays_with_the_caller()
    {
        var leases = new FrameLease[4];
        for (int i = 0; i < 4; i++)
        {
            leases[i] = Open();
        }

        Assert.False(_ledger.TryOpen(default, default, _backing, out FrameLease fifth));
        Assert.True(fifth.IsNull);
        Assert.Equal(1, _ledger.Refused);
        Assert.Equal(0, _backing.Freed);
        Assert.Equal(4, _ledger.Peak);

        foreach (FrameLease lease in leases)
        {
            lease.Release(LeaseRole.Decoder);
        }

        Assert.Equal(4, _ledger.Closed);
    }

    [Fact]
    public void A_leak_is_reported_with_role_and_origin()
    {
        FrameLease lease = Open();
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);

        string report = _ledger.Report();

        Assert.Contains("frame 7 of test:", report, StringComparison.Ordinal);
        Assert.Contains("Renderer×1 (FrameLeaseTests.cs:", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Decoder", report, StringComparison.Ordinal);
        Assert.Equal(1, _ledger.CountOf(LeaseRole.Renderer));
        lease.Release(LeaseRole.Renderer);
        Assert.Empty(_ledger.Report());
    }

    [Fact]
    public void A_test_that_leaks_would_be_reported()
    {
        LeaseScope scope = LeaseScope.Begin();
        var ledger = new LeaseLedger(2, "leaky");
        ledger.TryOpen(new FrameInfo { Sequence = 3, Path = "nowhere" }, default, _backing, out FrameLease lease);
        lease.Acquire(LeaseRole.Presenter);

        string report = scope.Report();

        Assert.Contains("leaky", report, StringComparison.Ordinal);
        Assert.Contains("Presenter×1", report, StringComparison.Ordinal);
        lease.Release(LeaseRole.Presenter);
        lease.Release(LeaseRole.Decoder);
        Assert.Empty(scope.Report());
    }

    [Fact]
    public void A_whole_cycle_allocates_nothing()
    {
        Assert.Equal(0, LeastAllocated.Bytes(() => Cycle(1000)));
    }

    [Fact]
    public void The_cap_is_the_sum_of_its_parts()
    {
        Assert.Equal(LeaseLimits.PresenterCapacity + 1 + 2 + 1 + 1, LeaseLimits.DefaultCap);
        Assert.Equal(8, LeaseLimits.PresenterCapacityFor(TimeSpan.FromMilliseconds(100), 60));
        Assert.Equal(LeaseLimits.LargestCap, LeaseLimits.CapFor(LeaseLimits.PresenterCapacityFor(TimeSpan.FromSeconds(10), 120)));
    }

    private void Cycle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            FrameLease lease = Open();
            lease.Acquire(LeaseRole.Presenter);
            lease.Release(LeaseRole.Decoder);
            lease.Acquire(LeaseRole.Renderer);
            lease.Release(LeaseRole.Presenter);
            lease.Release(LeaseRole.Renderer);
        }
    }

    private FrameLease Open()
    {
        if (!_ledger.TryOpen(new FrameInfo { Sequence = 7, Path = "test" }, default, _backing, out FrameLease lease))
        {
            throw new InvalidOperationException("The cap is reached.");
        }

        return lease;
    }
}
