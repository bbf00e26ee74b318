using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: the level of detail changed. Defined, but the reference server never sends it.</summary>
public sealed record NotifySceneLevel : Message
{
    /// <summary>Creates the frame.</summary>
    public NotifySceneLevel(Envelope envelope, int currentLevel, bool? downgraded = null, ImmutableArray<MapValue> levels = default)
        : base(envelope)
    {
        CurrentLevel = currentLevel;
        Downgraded = downgraded;
        Levels = levels;
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifySceneLevel;

    /// <summary>The level in use.</summary>
    public int CurrentLevel { get; }

    /// <summary>Whether it was lowered for want of memory or time.</summary>
    public bool? Downgraded { get; }

    /// <summary>The levels; default when absent.</summary>
    public ImmutableArray<MapValue> Levels { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Versioned;
}
