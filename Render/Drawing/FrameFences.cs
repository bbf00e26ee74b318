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
    private readonly TimeProvider _time;
    private readonly (nint Fence, FrameLease Lease, GpuTime Time)[] _ring = new (nint, FrameLease, GpuTime)[LeaseLimits.InFlightFences];
    private readonly GpuTime[] _times = new GpuTime[8];
    private int _head;
    private int _timesFrom;
    private int _timesCount;

    internal FrameFences(IFenceSource source, TimeProvider? time = null)
    {
        _source = source;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Pictures that the GPU may still read.</summary>
    internal int Pending { get; private set; }

    /// <summary>How many draws were added.</summary>
    internal long Count { get; private set; }

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

        _ring[(_head + Pending) % _ring.Length] = (_source.Create(), lease, new GpuTime(++Count, _time.GetTimestamp(), 0, 0));
        Pending++;
    }

    /// <summary>Releases what the GPU has finished; the order of draws is the order of releases. Does not wait.</summary>
    internal void Retire()
    {
        while (Pending > 0)
        {
            if (_source.Wait(_ring[_head].Fence, TimeSpan.Zero) != FenceState.Signalled)
            {
                _ring[_head].Time = _ring[_head].Time with { Pending = _time.GetTimestamp() };
                return;
            }

            Pop();
        }
    }

    /// <summary>The oldest draw whose fence has signalled and that nobody took yet. Eight are kept; older ones are dropped.</summary>
    internal bool TryTakeTime(out GpuTime time)
    {
        time = _timesCount > 0 ? _times[_timesFrom] : default;
        if (_timesCount == 0)
        {
            return false;
        }

        _timesFrom = (_timesFrom + 1) % _times.Length;
        _timesCount--;
        return true;
    }

    /// <summary>The context is gone: nothing reads the pictures any more, and the fences are no more.</summary>
    internal void Abandon()
    {
        while (Pending > 0)
        {
            FrameLease lease = _ring[_head].Lease;
            Remove();
            lease.Release(LeaseRole.Renderer);
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
        (nint fence, FrameLease lease, GpuTime time) = _ring[_head];
        Remove();
        Keep(time with { Done = _time.GetTimestamp() });
        _source.Delete(fence);
        lease.Release(LeaseRole.Renderer);
    }

    private void Remove()
    {
        _ring[_head] = default;
        _head = (_head + 1) % _ring.Length;
        Pending--;
    }

    private void Keep(in GpuTime time)
    {
        if (_timesCount == _times.Length)
        {
            TryTakeTime(out _);
        }

        _times[(_timesFrom + _timesCount) % _times.Length] = time;
        _timesCount++;
    }
}
