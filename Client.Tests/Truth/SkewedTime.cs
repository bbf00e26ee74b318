using System;
using System.Threading;

namespace Fathom.Client.Tests.Truth;

/// <summary>The machine's time as a clock shows it that drifts and may be set once: what a server on another machine would have. Timers are the real ones.</summary>
internal sealed class SkewedTime(double ppm) : TimeProvider
{
    private readonly long _from = System.GetTimestamp();
    private long _setAt = long.MaxValue;
    private long _ahead;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => At(System.GetTimestamp());

    /// <summary>Sets it forward, once.</summary>
    public void Set(double bySeconds)
    {
        Volatile.Write(ref _ahead, (long)(bySeconds * TimestampFrequency));
        Volatile.Write(ref _setAt, System.GetTimestamp());
    }

    /// <summary>What it shows when the true one shows this.</summary>
    public long At(long timestamp) =>
        timestamp + (long)((timestamp - _from) * ppm * 1e-6) + (timestamp >= Volatile.Read(ref _setAt) ? Volatile.Read(ref _ahead) : 0);
}
