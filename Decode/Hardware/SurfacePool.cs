using System;
using System.Threading;

namespace Fathom.Decode;

/// <summary>Keeps backings and AVFrames between pictures, so that decoding allocates nothing on the managed heap.</summary>
/// <remarks>Threads: rented by the decode thread, returned by whoever closes a lease; backings may outlive the decoder.</remarks>
internal sealed class SurfacePool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SurfaceBacking?[] _idle = new SurfaceBacking?[LeaseLimits.LargestCap + 1];
    private int _count;
    private bool _disposed;

    internal AvFramePool Frames { get; } = new();

    internal SurfaceBacking Rent()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                SurfaceBacking backing = _idle[--_count]!;
                _idle[_count] = null;
                return backing;
            }
        }

        return new SurfaceBacking(this);
    }

    internal void Return(SurfaceBacking backing)
    {
        lock (_lock)
        {
            if (!_disposed && _count < _idle.Length)
            {
                _idle[_count++] = backing;
                return;
            }
        }

        backing.Destroy();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        while (_count > 0)
        {
            _idle[--_count]!.Destroy();
            _idle[_count] = null;
        }

        Frames.Dispose();
    }
}
