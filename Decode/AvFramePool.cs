using System;
using System.Threading;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Keeps AVFrames between pictures, so that decoding allocates nothing on the managed heap.</summary>
/// <remarks>Threads: rented by the decode thread, returned by whoever closes a lease. Frames may outlive the decoder: one that returns to a
/// disposed pool is freed at once.</remarks>
internal sealed unsafe class AvFramePool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AvFrameBacking?[] _idle = new AvFrameBacking?[LeaseLimits.LargestCap + 1];
    private int _count;
    private bool _disposed;

    internal AvFrameBacking Rent()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                AvFrameBacking backing = _idle[--_count]!;
                _idle[_count] = null;
                return backing;
            }
        }

        byte* frame = LibAvUtil.av_frame_alloc();
        return frame == null
            ? throw new InsufficientMemoryException("FFmpeg could not allocate a frame.")
            : new AvFrameBacking(this, frame);
    }

    internal void Return(AvFrameBacking backing)
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

        // From here on nothing is added, so the array is ours.
        while (_count > 0)
        {
            _idle[--_count]!.Destroy();
            _idle[_count] = null;
        }
    }
}
