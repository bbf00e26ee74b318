using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fathom.Client.Telemetry;
using Fathom.Decode;

namespace Fathom.Client.Presentation;

/// <summary>Leases taken out of the queue under its lock, to be released outside it: a release may free a native frame.</summary>
internal struct LeaseBatch
{
    /// <summary>The most leases one operation of the queue can drop.</summary>
    public const int Capacity = 16;

    private Leases _leases;
    private int _count;

    /// <summary>Adds a lease whose presenter role is to be given up.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ready">When it was queued.</param>
    public void Add(FrameLease lease, DropReason reason, double ready)
    {
        Debug.Assert(_count < Capacity, "the queue is bounded below the batch");
        _leases[_count++] = new Dropped(lease, reason, ready);
    }

    /// <summary>Logs all of them and releases their presenter role.</summary>
    /// <param name="log">Where they are logged; null for nowhere.</param>
    /// <param name="frequency">Ticks in a second.</param>
    public void Release(DropLog? log, long frequency)
    {
        for (int i = 0; i < _count; i++)
        {
            (FrameLease lease, DropReason reason, double ready) = _leases[i];
            log?.Add(lease.Info, reason, (long)(ready * frequency));
            lease.Release(LeaseRole.Presenter);
            _leases[i] = default;
        }

        _count = 0;
    }

    [InlineArray(Capacity)]
    private struct Leases
    {
        private Dropped _first;
    }

    private readonly record struct Dropped(FrameLease Lease, DropReason Reason, double Ready);
}
