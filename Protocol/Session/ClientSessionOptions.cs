using System;
using System.Collections.Immutable;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>How a client introduces itself and how long it waits.</summary>
/// <param name="Server">How messages to the user call the server, for example its URL.</param>
/// <param name="Client">Who the client is.</param>
public sealed record ClientSessionOptions(string Server, ClientIdentity Client)
{
    /// <summary>The extensions to ask for; servers that do not know them ignore them.</summary>
    public ImmutableArray<string> Extensions { get; init; } = FeatureNames.Extensions;

    /// <summary>Credentials inside the hello; most servers want them in the upgrade request instead.</summary>
    public HelloAuth? Auth { get; init; }

    /// <summary>How long the welcome may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the answer to our goodbye may take.</summary>
    public TimeSpan GoodbyeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to connect again by itself.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>Seeds the jitter of the pauses.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
