using System;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Bench.Pipeline;

/// <summary>Takes pictures from the decode thread to the draw thread, a few at most: whoever is faster waits.</summary>
/// <remarks>Threads: one puts, one takes. Drop policy: none, a measurement draws every picture. What is inside when it is disposed is released.</remarks>
internal sealed class LeaseHandoff : IDisposable
{
    /// <summary>One that waits while one is drawn keeps both sides busy; a second one takes up what varies from picture to picture.</summary>
    public const int Capacity = 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    private readonly FrameLease[] _leases = new FrameLease[Capacity];
    private readonly SemaphoreSlim _free = new(Capacity, Capacity);
    private readonly SemaphoreSlim _filled = new(0, Capacity + 1);
    private readonly SemaphoreSlim _shown = new(0);
    private int _put;
    private int _taken;
    private volatile bool _complete;
    private volatile bool _aborted;

    /// <summary>Hands over a picture with the decoder role. False when the other side is gone; the picture is released then.</summary>
    public bool Put(FrameLease lease)
    {
        while (!_aborted)
        {
            if (_free.Wait(s_patience))
            {
                _leases[_put++ % Capacity] = lease;
                _filled.Release();
                return true;
            }
        }

        lease.Release(LeaseRole.Decoder);
        return false;
    }

    /// <summary>The taking side has done with a picture.</summary>
    public void NoteShown() => _shown.Release();

    /// <summary>Waits until so many pictures have been done with, each call for one more; returns at once when the other side is gone.</summary>
    public void WaitUntilShown(int count)
    {
        while (count > 0 && !_aborted && !_shown.Wait(s_patience))
        {
            // The other side draws; it ends with Abort, whatever happens to it.
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete()
    {
        _complete = true;
        _filled.Release();
    }

    /// <summary>Nothing is taken any more.</summary>
    public void Abort() => _aborted = true;

    /// <summary>Takes the next picture and its decoder role. False at the end.</summary>
    public bool TryTake(out FrameLease lease)
    {
        while (!_filled.Wait(s_patience))
        {
            // The other side decodes; it ends with Complete, whatever happens to it.
        }

        if (_complete && _taken == _put)
        {
            lease = default;
            return false;
        }

        lease = _leases[_taken++ % Capacity];
        _free.Release();
        return true;
    }

    /// <summary>Releases what nobody took; both threads have ended.</summary>
    public void Dispose()
    {
        while (_taken < _put)
        {
            _leases[_taken++ % Capacity].Release(LeaseRole.Decoder);
        }

        _free.Dispose();
        _filled.Dispose();
        _shown.Dispose();
    }
}
