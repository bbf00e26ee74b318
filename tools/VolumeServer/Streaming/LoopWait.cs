using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>How long a loop waits for its next reason.</summary>
internal static class LoopWait
{
    /// <summary>The longest wait without one.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Rounded up to the millisecond that waits are made of, so that the wait is never too short and repeated.</summary>
    public static TimeSpan Until(double seconds) =>
        seconds >= Idle.TotalSeconds ? Idle : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(seconds * 1000)));

    public static TimeSpan Shorter(TimeSpan wait, double seconds) => TimeSpan.FromTicks(Math.Min(wait.Ticks, Until(seconds).Ticks));
}
