using System;

namespace Fathom.Client.Recording;

/// <summary>A clock that moves when it is told to: the same moments every time, however fast the machine is.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class VirtualTime : TimeProvider
{
    // Zero means "never" in many a stamp.
    private const long Origin = 1_000_000_000;

    private long _now = Origin;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000;

    /// <summary>How much has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromMicroseconds(_now - Origin);

    /// <summary>Seconds as timestamps count them.</summary>
    public double Seconds => _now / 1e6;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Elapsed;

    /// <summary>Moves on to a moment; never back.</summary>
    public void MoveTo(TimeSpan elapsed) => _now = Math.Max(_now, Origin + (elapsed.Ticks / TimeSpan.TicksPerMicrosecond));
}
