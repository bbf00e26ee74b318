using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>Where tracks are at the frame of a scene that is shown, and which way they came.</summary>
/// <remarks>Threads: one. Nothing is allocated while the cursor stays inside its window.</remarks>
internal sealed class TrackCursor
{
    private readonly ImmutableArray<PlacedTrack> _tracks;
    private readonly IReadOnlyList<double> _sceneTimes;
    private readonly TrackWindow _window;
    private readonly int[][] _indices;
    private int _from;
    private int _to;
    private int _loadedAt;

    /// <summary>Follows tracks through a scene.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="sceneTimes">When each frame of the scene is.</param>
    /// <param name="window">How much of a long scene is kept.</param>
    public TrackCursor(ImmutableArray<PlacedTrack> tracks, IReadOnlyList<double> sceneTimes, TrackWindow window)
    {
        _tracks = tracks;
        _sceneTimes = sceneTimes;
        _window = window;
        _indices = new int[tracks.Length][];
        Load(0);
    }

    /// <summary>The frame that the cursor stands at.</summary>
    public int Frame { get; private set; }

    /// <summary>How often a window was worked out.</summary>
    public int Loads { get; private set; }

    /// <summary>The frames that are worked out: from the first up to, not including, the last.</summary>
    public (int From, int To) Loaded => (_from, _to);

    /// <summary>Goes to a frame.</summary>
    public void Move(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        if (_window.MustReload(frame, _loadedAt, _sceneTimes.Count))
        {
            Load(frame);
        }

        Frame = frame;
    }

    /// <summary>Where a track is now; false where it was not seen, before it began and after it ended.</summary>
    public bool TryNow(int track, out PointWorld place)
    {
        int sample = SampleAt(track, Frame);
        place = sample == TimeIndex.None ? default : _tracks[track].Points[sample];
        return sample != TimeIndex.None && place.IsFinite;
    }

    /// <summary>The way of a track over the last frames up to now, oldest first; places that are not finite are breaks in it. Empty while there is no track.</summary>
    public ReadOnlySpan<PointWorld> Trail(int track, int frames)
    {
        int last = SampleAt(track, Frame);
        if (last == TimeIndex.None)
        {
            return [];
        }

        int first = last;
        int reach = _to - _from == _sceneTimes.Count ? frames : Math.Min(frames, _window.LongestTrail);
        for (int frame = Math.Max(_from, Frame - reach); frame < Frame; frame++)
        {
            int sample = SampleAt(track, frame);
            if (sample != TimeIndex.None)
            {
                first = Math.Min(first, sample);
                break;
            }
        }

        return _tracks[track].Points.AsSpan(first, last - first + 1);
    }

    private int SampleAt(int track, int frame) => frame >= _from && frame < _to ? _indices[track][frame - _from] : TimeIndex.None;

    private void Load(int frame)
    {
        (_from, _to) = _window.About(frame, _sceneTimes.Count);
        _loadedAt = frame;
        Loads++;
        for (int track = 0; track < _indices.Length; track++)
        {
            if (_indices[track] is null || _indices[track].Length < _to - _from)
            {
                _indices[track] = new int[_to - _from];
            }

            for (int i = _from; i < _to; i++)
            {
                _indices[track][i - _from] = TimeIndex.Nearest(_tracks[track].Times.AsSpan(), _sceneTimes[i]);
            }
        }
    }
}
