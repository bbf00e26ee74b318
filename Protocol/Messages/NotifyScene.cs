using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: the whole scene, replacing what was there.</summary>
public sealed record NotifyScene : Message
{
    /// <summary>Creates the frame; its sequence number is always 0.</summary>
    public NotifyScene(Envelope envelope, MapValue viewer, ImmutableArray<MapValue> layers, MapValue? metadata = null, MapValue? policies = null)
        : base(envelope)
    {
        Check.That(envelope, envelope.Seq == 0, "A scene is a snapshot: its seq is 0.", nameof(envelope));
        Viewer = Check.NotNull(Check.Finite(envelope, viewer, nameof(viewer)), nameof(viewer));
        Layers = Check.Present(layers, nameof(layers));
        foreach (MapValue layer in Layers)
        {
            Check.Finite(envelope, layer, nameof(layers));
        }

        Metadata = Check.Finite(envelope, metadata, nameof(metadata));
        Policies = Check.Finite(envelope, policies, nameof(policies));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyScene;

    /// <summary>Settings, dims and camera.</summary>
    public MapValue Viewer { get; }

    /// <summary>The layers, bottom first.</summary>
    public ImmutableArray<MapValue> Layers { get; }

    /// <summary>Status and source.</summary>
    public MapValue? Metadata { get; }

    /// <summary>Level policy.</summary>
    public MapValue? Policies { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Versioned;
}
