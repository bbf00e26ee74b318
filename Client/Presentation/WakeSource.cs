using System;
using System.Threading;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Presentation;

/// <summary>
/// Tells the main thread to look at its inbox. A wake-up carries no data and at most one is pending: a thousand posts before the
/// main thread looks cost one event of the window system.
/// </summary>
/// <remarks>Threads: <see cref="Post"/> from any; <see cref="Begin"/> and <see cref="Latency"/> only from the main thread.</remarks>
internal sealed class WakeSource
{
    private readonly Action _post;
    private readonly TimeProvider _time;
    private readonly SampleWindow _latency = new(1024);
    /// <summary>When the pending wake-up was posted, zero when none is: one word, so that time and flag never disagree.</summary>
    private long _postedAt;

    /// <summary>Creates a source that interrupts the main thread's wait by <paramref name="post"/>, which any thread may call.</summary>
    public WakeSource(Action post, TimeProvider time)
    {
        _post = post;
        _time = time;
    }

    /// <summary>From the post to the main thread's look, in milliseconds.</summary>
    public Distribution Latency => _latency.Summarize();

    /// <summary>Makes the main thread look at its inbox soon.</summary>
    public void Post()
    {
        if (Interlocked.CompareExchange(ref _postedAt, _time.GetTimestamp() | 1, 0) == 0)
        {
            _post();
        }
    }

    /// <summary>The main thread is about to look: what is posted from here on needs a wake-up of its own.</summary>
    /// <returns>When the wake-up that brought it here was posted; 0 when none was.</returns>
    public long Begin()
    {
        // Cleared before the inbox is read: a value that comes in between is either seen now or wakes again.
        long postedAt = Interlocked.Exchange(ref _postedAt, 0);
        if (postedAt != 0)
        {
            _latency.Add(_time.GetElapsedTime(postedAt).TotalMilliseconds);
        }

        return postedAt;
    }
}
