using System;

namespace Fathom.VolumeServer.Volumes;

/// <summary>How data are opened.</summary>
internal sealed record SourceOptions
{
    /// <summary>Which image of a collection or which well and field of a plate; null = the only one, else the caller is told the choice.</summary>
    public string? Image { get; init; }

    /// <summary>Bytes that decoded chunks may take, all sources of the set together.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>How long one request over the network may take before it is tried again.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is tried before the read fails.</summary>
    public int Attempts { get; init; } = 4;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
