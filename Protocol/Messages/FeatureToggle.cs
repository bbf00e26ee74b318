using System.Collections.Immutable;

namespace Fathom.Protocol.Messages;

/// <summary>The server's answer to one feature.</summary>
public sealed record FeatureToggle
{
    /// <summary>Creates the answer.</summary>
    public FeatureToggle(bool enabled, int? version = null, bool? resume = null, ImmutableArray<string> commands = default, ResumeState? resumeState = null)
    {
        Enabled = enabled;
        Version = version;
        Resume = resume;
        Commands = commands;
        ResumeState = resumeState;
    }

    /// <summary>Whether the feature is on.</summary>
    public bool Enabled { get; }

    /// <summary>The feature's version.</summary>
    public int? Version { get; }

    /// <summary>Whether the topic can be resumed.</summary>
    public bool? Resume { get; }

    /// <summary>The commands on offer; default (absent) on everything but <c>call.command</c>.</summary>
    public ImmutableArray<string> Commands { get; }

    /// <summary>Where the topic's history stands.</summary>
    public ResumeState? ResumeState { get; }
}
