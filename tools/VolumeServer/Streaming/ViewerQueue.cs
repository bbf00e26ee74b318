using System.Collections.Generic;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// What one viewer has yet to be sent: a few frames at most. When one more comes, the viewer is too slow: all that waits is dropped and everything more until the
/// next key frame, because what follows a gap cannot be decoded. The key frame is asked for when the viewer has caught up, not before.
/// </summary>
/// <remarks>Threads: any; its lock is never held while sending.</remarks>
internal sealed class ViewerQueue
{
    /// <summary>
    /// A fifth of a second at 30 fps: a busy machine may hold a sender up for that long, and a key frame costs more than sending the frames late.
    /// </summary>
    public const int Capacity = 6;

    private readonly object _gate = new();
    private readonly Queue<EncodedFrame> _frames = new(Capacity);
    private bool _needsKeyframe = true;
    private bool _gap;

    /// <summary>Frames that this viewer was too slow for.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a frame (and holds it) unless the viewer could not use it. True when the viewer has something new to send.</summary>
    public bool Offer(EncodedFrame frame)
    {
        lock (_gate)
        {
            if (frame.Header.IsKeyframe)
            {
                // Nothing before a key frame is needed any more.
                DropAll();
                (_needsKeyframe, _gap) = (false, false);
            }
            else if (_needsKeyframe)
            {
                Dropped += _gap ? 1 : 0;
                return false;
            }
            else if (_frames.Count == Capacity)
            {
                DropAll();
                Dropped++;
                (_needsKeyframe, _gap) = (true, true);
                return false;
            }

            frame.Hold();
            _frames.Enqueue(frame);
            return true;
        }
    }

    /// <summary>The next frame; the caller releases it.</summary>
    public bool TryTake(out EncodedFrame? frame)
    {
        lock (_gate)
        {
            return _frames.TryDequeue(out frame);
        }
    }

    /// <summary>True once after a gap, when everything before it has been sent: time to ask for a key frame.</summary>
    public bool TakeResume()
    {
        lock (_gate)
        {
            bool resume = _gap && _frames.Count == 0;
            _gap = _gap && !resume;
            return resume;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _needsKeyframe = true;
            DropAll();
        }
    }

    private void DropAll()
    {
        while (_frames.TryDequeue(out EncodedFrame? frame))
        {
            frame.Release();
            Dropped++;
        }
    }
}
