using System;

namespace Fathom.Client.Recording;

/// <summary>What of a recording is shown, and how fast.</summary>
/// <param name="Path">Which file.</param>
internal sealed record ReplaySettings(string Path)
{
    /// <summary>Seconds of the recording in one second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Begin here.</summary>
    public TimeSpan From { get; init; }

    /// <summary>End here.</summary>
    public TimeSpan Until { get; init; } = TimeSpan.MaxValue;

    /// <summary>Begin again at the end.</summary>
    public bool Loop { get; init; }
}
