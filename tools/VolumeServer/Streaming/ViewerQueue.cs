using System.Collections.Generic;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// What one viewer has yet to be sent: a few frames at most, numbered for that viewer. When one more comes, the viewer is too slow: all that waits is dropped and
/// everything more until the next key frame, because what follows a gap cannot be decoded. The key frame is asked for when the viewer has caught up, not before.
/// </summary>
/// <remarks>Threads: any; its lock is never held while sending.</remarks>
internal sealed class ViewerQueue
{
    /// <summary>
    /// A fifth of a second at 30 fps: a busy machine may hold a sender up for that long, and a key frame costs more than sending the frames late.
    /// </summary>
    public const int Capacity = 6;

    private readonly object _gate = new();
    private readonly Queue<QueuedFrame> _frames = new(Capacity);
    private VideoStream? _stream;
    private uint _next;
    private bool _needsKeyframe = true;
    private bool _gap;

    /// <summary>Frames that this viewer was too slow for.</summary>
    public long Dropped { get; private set; }

    /// <summary>Frames that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    /// <summary>Whether this viewer can use nothing but a key frame.</summary>
    public bool NeedsKeyframe
    {
        get
        {
            lock (_gate)
            {
                return _needsKeyframe;
            }
        }
    }

    /// <summary>Whether frames were dropped and the key frame after them has not come yet.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Adds a frame (and holds it) unless the viewer could not use it. True when the viewer has something new to send.</summary>
    public bool Offer(EncodedFrame frame) => Offer(null, frame, out _);

    /// <inheritdoc cref="Offer(EncodedFrame)"/>
    /// <param name="stream">Where the frame comes from. A viewer changes streams while either may be encoding; frames of two cannot be decoded as one.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="sequence">Its number for this viewer.</param>
    public bool Offer(VideoStream? stream, EncodedFrame frame, out uint sequence)
    {
        lock (_gate)
        {
            if (stream != _stream)
            {
                sequence = _next;
                return false;
            }

            if (frame.Header.IsKeyframe)
            {
                // Nothing before a key frame is needed any more.
                DropAll();
                (_needsKeyframe, _gap, HasGap) = (false, false, false);
            }
            else if (_needsKeyframe)
            {
                Dropped += HasGap ? 1 : 0;
                sequence = _next;
                return false;
            }
            else if (_frames.Count == Capacity)
            {
                DropAll();
                Dropped++;
                (_needsKeyframe, _gap, HasGap) = (true, true, true);
                sequence = _next;
                return false;
            }

            frame.Hold();
            sequence = _next++;
            _frames.Enqueue(new QueuedFrame(frame, sequence));
            return true;
        }
    }

    /// <summary>The next frame; the caller releases it.</summary>
    public bool TryTake(out QueuedFrame frame)
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

    /// <summary>The viewer changes to another stream, or to none: nothing of the one before that was not sent is of use.</summary>
    public void Restart(VideoStream? stream)
    {
        lock (_gate)
        {
            _stream = stream;
            (_needsKeyframe, _gap, HasGap) = (true, false, false);
            DropAll();
        }
    }

    /// <summary>What was dropped was never sent, so its numbers are given again.</summary>
    private void DropAll()
    {
        while (_frames.TryDequeue(out QueuedFrame waiting))
        {
            waiting.Frame.Release();
            Dropped++;
            _next--;
        }
    }
}
