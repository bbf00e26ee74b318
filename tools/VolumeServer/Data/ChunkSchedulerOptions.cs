using System;

namespace Fathom.VolumeServer.Data;

/// <summary>How many chunks are worked on at once, and for how long one request may take.</summary>
internal sealed record ChunkSchedulerOptions
{
    /// <summary>More workers than this bring nothing on a local disk, and a server shares the machine with an encoder.</summary>
    public const int MostByDefault = 4;

    public int Workers { get; init; } = Math.Min(MostByDefault, Math.Max(1, Environment.ProcessorCount));

    /// <summary>After this long a request fails, whatever its items still do.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
