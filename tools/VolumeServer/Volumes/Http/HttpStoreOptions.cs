using System;

namespace Fathom.VolumeServer.Volumes.Http;

/// <summary>How a store on the network is asked.</summary>
internal sealed record HttpStoreOptions
{
    /// <summary>Of one try.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often in all.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Before the second try; doubles from then on.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(150);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    public int RequestsAtOnce { get; init; } = 16;

    public int Redirects { get; init; } = 5;

    /// <summary>The largest object that is taken whole from a server that knows no ranges.</summary>
    public int WholeInsteadOfRange { get; init; } = 32 << 20;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
