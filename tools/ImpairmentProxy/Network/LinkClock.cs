using System;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.ImpairmentProxy;

/// <summary>The time of a link: seconds since it began.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class LinkClock
{
    /// <summary>Timers tick in milliseconds; what is due within half of one goes now rather than one too late.</summary>
    private const double Tolerance = 0.0005;

    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>Begins at zero.</summary>
    public LinkClock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>Seconds since the link began.</summary>
    public double Now => _time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Waits until a moment.</summary>
    public async ValueTask UntilAsync(double due, CancellationToken stop)
    {
        for (double left = due - Now; left > Tolerance; left = due - Now)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(left * 1000))), _time, stop).ConfigureAwait(false);
        }
    }
}
