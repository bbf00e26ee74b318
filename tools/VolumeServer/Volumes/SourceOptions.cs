using System;
using Fathom.VolumeServer.Volumes.Http;

namespace Fathom.VolumeServer.Volumes;

/// <summary>How data are opened.</summary>
internal sealed record SourceOptions
{
    /// <summary>Which image of a collection or which well and field of a plate; null = the only one, else the caller is told the choice.</summary>
    public string? Image { get; init; }

    /// <summary>Bytes that decoded chunks may take, all sources of the set together.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>Workers and chunk cache that all sources of a server share; null = the set has its own, of <see cref="CacheBytes"/>.</summary>
    public SharedReading? Reading { get; init; }

    /// <summary>Send all requests of a read over a network together instead of one a worker (where <see cref="Reading"/> does not say it).</summary>
    public bool FetchTogether { get; init; } = true;

    /// <summary>No link may lead out of this folder; null = links are the user's business.</summary>
    public string? ConfinedTo { get; init; }

    /// <summary>Only what the metadata say is wanted: no sample is looked at for the contrast.</summary>
    public bool OnlyDescribes { get; init; }

    /// <summary>Time limits and repetitions of requests over a network.</summary>
    public HttpStoreOptions Http { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
