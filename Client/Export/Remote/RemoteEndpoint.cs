using System;
using Fathom.Client.Hosting;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Remote;

/// <summary>The server that pictures are asked of.</summary>
/// <param name="StateUrl">The state channel.</param>
/// <param name="PixelUrl">The pixel channel, without any query of ours.</param>
/// <param name="Token">Sent as bearer on both upgrades; null for none.</param>
internal sealed record RemoteEndpoint(Uri StateUrl, Uri PixelUrl, string? Token = null)
{
    /// <summary>How many pictures are under way at once; further callers wait.</summary>
    public int MostUnderWay { get; init; } = 4;

    /// <summary>The largest message that is received.</summary>
    public int MaxMessageBytes { get; init; } = 64 << 20;

    /// <summary>How long a server that is gone is waited for before the export ends.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the first connection may take.</summary>
    public TimeSpan FirstPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Says what happened when the server was our own child and is gone; null while it lives or is somebody else's.</summary>
    public Func<FathomException?>? ServerEnded { get; init; }

    /// <summary>Told of breaks and new beginnings, a sentence each; any thread.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The server of a run's settings.</summary>
    public static RemoteEndpoint Of(ClientSettings settings) =>
        new(settings.StateUrl, settings.PixelUrl, settings.Token) { MaxMessageBytes = settings.MaxMessageBytes };
}
