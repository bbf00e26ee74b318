using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Fathom.Client.Export.Work;

/// <summary>How far an export is and what its frames cost, counted by its workers.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ExportTally
{
    /// <summary>The frames at either end whose costs are compared.</summary>
    public const int Compared = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, int Frame), string> _missing = [];
    private readonly int _frames;
    private int _done;
    private int _made;
    private int _partsDone;
    private long _bytes;
    private long _firstTicks, _lastTicks;

    /// <summary>Begins.</summary>
    /// <param name="frames">All frames.</param>
    public ExportTally(int frames) => _frames = frames;

    /// <summary>Frames that are done, those of earlier runs included.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Parts that are finished, those of earlier runs included.</summary>
    public int PartsDone => Volatile.Read(ref _partsDone);

    /// <summary>How large the finished parts are.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Frames of this run.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>What the last thousand frames cost against the first thousand; null where there are fewer than two thousand, or some were kept from an earlier run.</summary>
    public double? CostRatio => _frames >= 2 * Compared && Made == _frames && _firstTicks > 0 ? (double)_lastTicks / _firstTicks : null;

    /// <summary>Counts frames of a part that was kept.</summary>
    public void Keep(int frames, long bytes)
    {
        Interlocked.Add(ref _done, frames);
        Interlocked.Increment(ref _partsDone);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Counts a frame.</summary>
    /// <param name="frame">Which one.</param>
    /// <param name="time">From the worker's frame before it to this one.</param>
    public void Count(int frame, TimeSpan time)
    {
        Interlocked.Increment(ref _done);
        Interlocked.Increment(ref _made);
        if (frame < Compared)
        {
            Interlocked.Add(ref _firstTicks, time.Ticks);
        }

        if (frame >= _frames - Compared)
        {
            Interlocked.Add(ref _lastTicks, time.Ticks);
        }
    }

    /// <summary>Notes frames of overlays that could not be decoded.</summary>
    public void Miss(IReadOnlyList<(string Id, int Frame, string Why)> frames)
    {
        lock (_gate)
        {
            foreach ((string id, int frame, string why) in frames)
            {
                _missing.TryAdd((id, frame), why);
            }
        }
    }

    /// <summary>What to say of those frames, a sentence for each overlay.</summary>
    public ImmutableArray<string> Missing()
    {
        lock (_gate)
        {
            return [.. _missing.GroupBy(static entry => entry.Key.Id).Select(static group => string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Count()} frames of '{group.Key}' could not be decoded, and the movie shows nothing of it there. The first is frame {group.Min(static entry => entry.Key.Frame)}: {group.MinBy(static entry => entry.Key.Frame).Value}"))];
        }
    }

    /// <summary>Counts a part that became whole.</summary>
    public void Finish(long bytes)
    {
        Interlocked.Increment(ref _partsDone);
        Interlocked.Add(ref _bytes, bytes);
    }
}
