using System;
using System.Diagnostics;
using System.Threading;
using Fathom.Decode.Local;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Where the main thread leaves what one overlay's thread is to do, and takes what that has done.</summary>
/// <remarks>Threads: two. Of orders, answers and wishes only the newest counts. Ownership: of a decoded frame until it is taken.</remarks>
internal sealed class OverlayDesk : IDisposable
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FrameWish _wish = new();
    private CancellationTokenSource _decode = new();
    private PlaceOrder? _order;
    private PlaceAnswer? _answer;
    private LocalFrame _ready;
    private int _decoding = TimeIndex.None;
    private int _undecodable = TimeIndex.None;
    private bool _works;
    private bool _isOpen;
    private bool _stopping;

    /// <summary>Whether something is ordered, or wanted and not there.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return HasWork;
            }
        }
    }

    /// <summary>Whether the end was asked for.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    private bool HasWork => !_stopping && (_order is not null || _works || (_isOpen && !_wish.IsDone));

    /// <summary>Main thread: asks for a place.</summary>
    public void Place(PlaceOrder order)
    {
        lock (_gate)
        {
            _order = order;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Main thread: says which frames are to be decoded.</summary>
    /// <param name="wanted">The one that is shown; −1 for none.</param>
    /// <param name="isThere">Whether that one is known already.</param>
    /// <param name="ahead">Those that will be shown, the next one first.</param>
    public void Want(int wanted, bool isThere, ReadOnlySpan<int> ahead)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _wish.Set(wanted, ahead, isThere || wanted == _undecodable || (!_ready.IsNull && _ready.Index == wanted));
            if (_wish.IsInTheWay(_decoding))
            {
                _decode.Cancel();
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Main thread: takes the newest answer; false when there is none since the last one.</summary>
    public bool TryTakeAnswer(out PlaceAnswer answer)
    {
        lock (_gate)
        {
            answer = _answer!;
            _answer = null;
            return answer is not null;
        }
    }

    /// <summary>Whether the frame that was wanted last is there.</summary>
    public bool Has(int frame)
    {
        lock (_gate)
        {
            return !_ready.IsNull && _ready.Index == frame;
        }
    }

    /// <summary>Whether a frame was tried and cannot be decoded.</summary>
    public bool IsUndecodable(int frame) => frame != TimeIndex.None && Volatile.Read(ref _undecodable) == frame;

    /// <summary>Main thread: takes a decoded frame over, to be disposed by it.</summary>
    public bool TryTake(int frame, out LocalFrame picture)
    {
        lock (_gate)
        {
            picture = !_ready.IsNull && _ready.Index == frame ? _ready : default;
            _ready = picture.IsNull ? _ready : default;
            return !picture.IsNull;
        }
    }

    /// <summary>Main thread: waits until what is ordered and wanted is there. False when that takes longer.</summary>
    public bool WaitIdle(TimeSpan limit)
    {
        long began = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (HasWork)
            {
                TimeSpan left = limit - Stopwatch.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                Monitor.Wait(_gate, left);
            }
        }

        return true;
    }

    /// <summary>Main thread: the other one ends as soon as it can, between two packets.</summary>
    public void RequestStop()
    {
        lock (_gate)
        {
            if (!_stopping)
            {
                _stopping = true;
                _stop.Cancel();
                _decode.Cancel();
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The overlay's thread: waits for something to do; false when it is to end.</summary>
    public bool TryNext(out PlaceOrder? order, out int frame, out CancellationToken cancel)
    {
        lock (_gate)
        {
            while (true)
            {
                (_works, _decoding) = (false, TimeIndex.None);
                Monitor.PulseAll(_gate);
                (order, frame, cancel) = (null, TimeIndex.None, CancellationToken.None);
                if (_stopping)
                {
                    return false;
                }

                if (_order is not null)
                {
                    (order, _order, _works, cancel) = (_order, null, true, _stop.Token);
                    return true;
                }

                frame = _isOpen ? _wish.Next() : TimeIndex.None;
                if (frame != TimeIndex.None)
                {
                    (_works, _decoding, cancel) = (frame == _wish.Wanted, frame, DecodeToken());
                    return true;
                }

                Monitor.Wait(_gate, s_idle);
            }
        }
    }

    /// <summary>The overlay's thread: an order is done.</summary>
    public void Answer(PlaceAnswer answer)
    {
        lock (_gate)
        {
            (_answer, _works) = (answer, false);
            Monitor.PulseAll(_gate);
            _isOpen = answer.Reader is not null;
            _undecodable = TimeIndex.None;
            _ready.Dispose();
            _ready = default;
        }
    }

    /// <summary>The overlay's thread: a frame was read, or cannot be. Takes the picture over. Whether somebody waits for it.</summary>
    public bool Take(int frame, LocalReadResult result, LocalFrame picture)
    {
        lock (_gate)
        {
            _works = false;
            Monitor.PulseAll(_gate);
            if (_wish.Wanted == frame && result != LocalReadResult.Cancelled)
            {
                _wish.Done(frame);
                _ready.Dispose();
                _ready = picture;
                _undecodable = result == LocalReadResult.Frame ? _undecodable : frame;
                return true;
            }
        }

        // The cache keeps it.
        picture.Dispose();
        return false;
    }

    /// <summary>The overlay's thread: it ends; nobody need wait for anything.</summary>
    public void Close()
    {
        lock (_gate)
        {
            (_stopping, _works) = (true, false);
            _ready.Dispose();
            _ready = default;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>After both threads have done with it.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        _decode.Dispose();
    }

    private CancellationToken DecodeToken()
    {
        if (_decode.IsCancellationRequested)
        {
            _decode.Dispose();
            _decode = new CancellationTokenSource();
        }

        return _decode.Token;
    }
}
