using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>Keeps the renderer role of each picture until the GPU has finished the draw that used it.</summary>
/// <remarks>Threads: GL thread. Ownership: of one renderer role for each entry. Bound: <see cref="LeaseLimits.InFlightFences"/>; when it is
/// reached, adding waits for the oldest, which keeps the number of leases that are out below the ledger's cap.</remarks>
internal sealed class FrameFences
{
    /// <summary>How long a draw may take before the GPU counts as hung.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IFenceSource _source;
    private readonly (nint Fence, FrameLease Lease)[] _ring = new (nint, FrameLease)[LeaseLimits.InFlightFences];
    private int _head;

    internal FrameFences(IFenceSource source) => _source = source;

    /// <summary>Pictures that the GPU may still read.</summary>
    internal int Pending { get; private set; }

    /// <summary>How often adding had to wait.</summary>
    internal long Waits { get; private set; }

    /// <summary>Takes over the renderer role of a picture whose draw was just recorded.</summary>
    internal void Add(FrameLease lease)
    {
        Retire();
        if (Pending == _ring.Length)
        {
            Waits++;
            ReleaseOldest(Patience);
        }

        _ring[(_head + Pending) % _ring.Length] = (_source.Create(), lease);
        Pending++;
    }

    /// <summary>Releases what the GPU has finished; the order of draws is the order of releases. Does not wait.</summary>
    internal void Retire()
    {
        while (Pending > 0 && _source.Wait(_ring[_head].Fence, TimeSpan.Zero) == FenceState.Signalled)
        {
            Pop();
        }
    }

    /// <summary>Waits for all of them, each for at most a second, and releases them.</summary>
    internal void Drain()
    {
        while (Pending > 0)
        {
            ReleaseOldest(Patience);
        }
    }

    private void ReleaseOldest(TimeSpan timeout)
    {
        if (_source.Wait(_ring[_head].Fence, timeout) != FenceState.Signalled)
        {
            // A fence that is late or lost says nothing; finishing does.
            _source.Finish();
        }

        Pop();
    }

    private void Pop()
    {
        (nint fence, FrameLease lease) = _ring[_head];
        _ring[_head] = default;
        _head = (_head + 1) % _ring.Length;
        Pending--;
        _source.Delete(fence);
        lease.Release(LeaseRole.Renderer);
    }
}
