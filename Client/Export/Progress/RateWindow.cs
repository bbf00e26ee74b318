using System;
using System.Collections.Generic;

namespace Fathom.Client.Export.Progress;

/// <summary>How many frames a second were done of late: what the start cost, or an hour ago, says nothing about the time that is left.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class RateWindow
{
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly Queue<(long At, int Done)> _samples = new();

    /// <summary>Creates a window.</summary>
    public RateWindow(TimeSpan length, TimeProvider time)
    {
        _length = length;
        _time = time;
    }

    /// <summary>Takes a count; returns the rate over the window, 0 while it has none.</summary>
    public double Add(int done)
    {
        long now = _time.GetTimestamp();
        _samples.Enqueue((now, done));
        while (_samples.Count > 2 && _time.GetElapsedTime(_samples.Peek().At, now) > _length)
        {
            _samples.Dequeue();
        }

        (long at, int first) = _samples.Peek();
        TimeSpan span = _time.GetElapsedTime(at, now);
        return span > TimeSpan.Zero && done > first ? (done - first) / span.TotalSeconds : 0;
    }
}
