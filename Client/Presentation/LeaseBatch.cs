using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    public void Add(FrameLease lease)
    {
        Debug.Assert(_count < Capacity, "the queue is bounded below the batch");
        _leases[_count++] = lease;
    }

    /// <summary>Releases the presenter role of all of them.</summary>
    public void Release()
    {
        for (int i = 0; i < _count; i++)
        {
            _leases[i].Release(LeaseRole.Presenter);
            _leases[i] = default;
        }

        _count = 0;
    }

    [InlineArray(Capacity)]
    private struct Leases
    {
        private FrameLease _first;
    }
}
