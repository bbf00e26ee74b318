using System;
using System.Collections.Immutable;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>What a server offers and how long it waits.</summary>
public sealed record ServerSessionOptions
{
    /// <summary>The commands on offer.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Commands that are on offer only together with an extension: command → extension.</summary>
    public ImmutableDictionary<string, string> ExtensionCommands { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The extensions on offer; granted only to clients that ask.</summary>
    public ImmutableArray<string> Extensions { get; init; } = FeatureNames.Extensions;

    /// <summary>How long the hello may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a heartbeat is sent.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How soon intents are answered; a hint for clients.</summary>
    public int AckTimeoutMs { get; init; } = 250;

    /// <summary>Where a topic's history stands, for the welcome; null where there is none.</summary>
    public Func<string, ResumeState?> ResumeStateOf { get; init; } = static _ => null;
}
