using System;

namespace Fathom.Client.Playback;

/// <summary>
/// Which index is due when an axis is played. In real time it is start + ⌊elapsed × fps⌋, so that a late tick leaves out exactly what
/// it missed; with every frame, the next index is due when the last one was shown and its time has passed.
/// </summary>
/// <remarks>Pure: time is given. Threads: one.</remarks>
internal sealed class PlaybackClock
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private PlaybackSettings _settings = new();
    private int _first;
    private int _count;
    private long _phase;
    private long _steps;
    private TimeSpan _startedAt;
    private TimeSpan _askedAt;

    /// <summary>Whether it runs.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>The index that was due last.</summary>
    public int Current { get; private set; }

    /// <summary>Indices that were due and given out.</summary>
    public long Given { get; private set; }

    /// <summary>Indices that were left out because a tick came late.</summary>
    public long Skipped { get; private set; }

    /// <summary>How it plays.</summary>
    public PlaybackSettings Settings => _settings;

    /// <summary>Starts, or goes on with other settings, from an index.</summary>
    /// <param name="settings">How.</param>
    /// <param name="from">Where the axis stands.</param>
    /// <param name="size">Its size.</param>
    /// <param name="now">The time.</param>
    public void Start(PlaybackSettings settings, int from, int size, TimeSpan now)
    {
        _settings = settings;
        _first = Math.Clamp(settings.First, 0, Math.Max(0, size - 1));
        _count = Math.Clamp(settings.Last, _first, Math.Max(_first, size - 1)) - _first + 1;
        int place = Math.Clamp(from - _first, 0, _count - 1);
        bool atEnd = place == (settings.Reverse ? 0 : _count - 1);
        place = settings.Loop == PlaybackLoop.Once && atEnd && !IsPlaying ? (settings.Reverse ? _count - 1 : 0) : place;

        // Bouncing goes round a circle of both ways; downwards is its second half.
        _phase = settings.Loop == PlaybackLoop.Bounce && settings.Reverse ? Round - place : place;
        _steps = 0;
        _startedAt = now;
        _askedAt = now;
        Current = from;
        IsPlaying = _count > 1;
    }

    /// <summary>Stops.</summary>
    public void Stop() => IsPlaying = false;

    /// <summary>Gives out an index that is due and is not the one given last.</summary>
    /// <param name="now">The time.</param>
    /// <param name="shown">The index on the screen.</param>
    /// <param name="index">The index to ask for.</param>
    public bool TryAdvance(TimeSpan now, int shown, out int index)
    {
        index = Current;
        if (!IsPlaying)
        {
            return false;
        }

        long steps = (long)Math.Floor(((now - _startedAt).TotalSeconds * _settings.Fps) + 1e-9);
        if (_settings.EveryFrame)
        {
            bool isShown = shown == Current || now - _askedAt > s_patience;
            steps = isShown && steps > _steps ? _steps + 1 : _steps;
        }

        if (steps <= _steps)
        {
            return false;
        }

        Skipped += steps - _steps - 1;
        _steps = steps;
        if (_settings.EveryFrame)
        {
            // The beat is kept while pictures keep up; what they miss is waited for, not made up.
            TimeSpan beat = TimeSpan.FromSeconds(1 / _settings.Fps);
            _startedAt = now - _askedAt > beat + beat ? now - (steps * beat) : _startedAt;
        }

        _askedAt = now;
        int place = PlaceAfter(steps);
        IsPlaying = _settings.Loop != PlaybackLoop.Once || (_settings.Reverse ? place > 0 : place < _count - 1);
        index = _first + place;
        Given++;
        bool moved = index != Current;
        Current = index;
        return moved;
    }

    /// <summary>When <see cref="TryAdvance"/> may have something; null while it stands, or waits for a picture.</summary>
    public TimeSpan? NextDue(TimeSpan now, int shown)
    {
        if (!IsPlaying)
        {
            return null;
        }

        TimeSpan due = _startedAt + TimeSpan.FromSeconds((_steps + 1) / _settings.Fps);
        if (_settings.EveryFrame && shown != Current)
        {
            due = due > _askedAt + s_patience ? due : _askedAt + s_patience + TimeSpan.FromMilliseconds(1);
        }

        return due > now ? due : now;
    }

    private long Round => Math.Max(1, 2L * (_count - 1));

    private int PlaceAfter(long steps)
    {
        switch (_settings.Loop)
        {
            case PlaybackLoop.Loop:
                long place = (_phase + (_settings.Reverse ? -steps : steps)) % _count;
                return (int)(place < 0 ? place + _count : place);
            case PlaybackLoop.Bounce:
                long phase = (_phase + steps) % Round;
                return (int)(phase < _count ? phase : Round - phase);
            default:
                return (int)Math.Clamp(_phase + (_settings.Reverse ? -steps : steps), 0, _count - 1);
        }
    }
}
