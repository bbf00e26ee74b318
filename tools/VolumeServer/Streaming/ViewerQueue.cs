namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// What one viewer has yet to be sent: two frames at most. When a third comes, the viewer is too slow: all that waits is dropped and everything more until the next
/// key frame, because what follows a gap cannot be decoded. The key frame is asked for when the viewer has caught up, not before.
/// </summary>
/// <remarks>Threads: any; its lock is never held while sending.</remarks>
internal sealed class ViewerQueue
{
    private readonly object _gate = new();
    private EncodedFrame? _first;
    private EncodedFrame? _second;
    private bool _needsKeyframe = true;
    private bool _gap;

    /// <summary>Frames that this viewer was too slow for.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a frame (and holds it) unless the viewer could not use it. True when the viewer may have something to send now.</summary>
    public bool Offer(EncodedFrame frame)
    {
        lock (_gate)
        {
            if (frame.Header.IsKeyframe)
            {
                // Nothing before a key frame is needed any more.
                Drop(ref _first);
                Drop(ref _second);
                (_needsKeyframe, _gap) = (false, false);
            }
            else if (_needsKeyframe)
            {
                Dropped += _gap ? 1 : 0;
                return false;
            }
            else if (_second is not null)
            {
                Drop(ref _first);
                Drop(ref _second);
                Dropped++;
                (_needsKeyframe, _gap) = (true, true);
                return false;
            }

            frame.Hold();
            if (_first is null)
            {
                _first = frame;
            }
            else
            {
                _second = frame;
            }

            return true;
        }
    }

    /// <summary>The next frame; the caller releases it.</summary>
    public bool TryTake(out EncodedFrame? frame)
    {
        lock (_gate)
        {
            frame = _first;
            (_first, _second) = (_second, null);
            return frame is not null;
        }
    }

    /// <summary>True once after a gap, when everything before it has been sent: time to ask for a key frame.</summary>
    public bool TakeResume()
    {
        lock (_gate)
        {
            bool resume = _gap && _first is null;
            _gap = _gap && !resume;
            return resume;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _needsKeyframe = true;
            Drop(ref _first);
            Drop(ref _second);
        }
    }

    private void Drop(ref EncodedFrame? frame)
    {
        if (frame is not null)
        {
            frame.Release();
            frame = null;
            Dropped++;
        }
    }
}
