using System;
using System.Net;
using System.Threading;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.VolumeServer.Serving;

/// <summary>What a server is started with; read once.</summary>
internal sealed record ServerOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 = any free port.</summary>
    public int StatePort { get; init; }

    /// <summary>0 = any free port.</summary>
    public int PixelPort { get; init; }

    public VideoSettings Video { get; init; } = new(1280, 720, 30, 8_000_000, false);

    /// <summary>Name of the axis that plays, or null.</summary>
    public string? PlayAxis { get; init; }

    public double PlayStepsPerSecond { get; init; } = 30;

    public int Seed { get; init; } = 7;

    /// <summary>Times of the generated volume.</summary>
    public int GeneratedTimes { get; init; } = EmbryoGeometry.Times;

    /// <summary>The folder below which clients may list and load; null = neither.</summary>
    public string? Root { get; init; }

    /// <summary>Opens a dataset that a client loads.</summary>
    public Func<string, VolumeSet> OpenData { get; init; } = static path => VolumeSources.Open(path, new SourceOptions());

    /// <summary>Opens a dataset that a client asks about, without a look at its samples.</summary>
    public Func<string, CancellationToken, VolumeSet> LookAtData { get; init; } = static (path, cancel) => VolumeSources.Open(path, new SourceOptions { OnlyDescribes = true }, cancel);

    /// <summary>Bytes that the blocks of a volume view may take, all layers together.</summary>
    public long VolumeBytes { get; init; } = 512L << 20;

    /// <summary>Workers and chunk cache of the data, for the figures; null = there are none.</summary>
    public SharedReading? Reading { get; init; }

    /// <summary>What a peer must present as a bearer, or null. Never printed.</summary>
    public string? Token { get; init; }

    /// <summary>Sockets of each kind, at most.</summary>
    public int MaxClients { get; init; } = 16;

    /// <summary>Longest message that a client may send.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    public double HeartbeatSeconds { get; init; } = 15;

    /// <summary>Least time between two sets of key frames that clients ask for.</summary>
    public TimeSpan KeyframeCooldown { get; init; } = TimeSpan.FromSeconds(2);
}
