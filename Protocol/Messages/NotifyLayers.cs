using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: parts of one layer changed.</summary>
public sealed record NotifyLayers : Message
{
    /// <summary>Creates the frame; at least one section must be there.</summary>
    public NotifyLayers(
        Envelope envelope,
        string layerId,
        MapValue? controls = null,
        MapValue? metadata = null,
        MapValue? data = null,
        MapValue? thumbnail = null,
        bool removed = false)
        : base(envelope)
    {
        LayerId = Check.NotNull(layerId, nameof(layerId));
        Controls = Check.Finite(envelope, controls, nameof(controls));
        Metadata = Check.Finite(envelope, metadata, nameof(metadata));
        Data = Check.Finite(envelope, data, nameof(data));
        Thumbnail = Check.Finite(envelope, thumbnail, nameof(thumbnail));
        Removed = removed;
        bool any = removed || (controls ?? metadata ?? data ?? thumbnail) is not null;
        Check.That(envelope, any, "A layer delta needs at least one section.", nameof(controls));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyLayers;

    /// <summary>The layer.</summary>
    public string LayerId { get; }

    /// <summary>Controls to merge by key.</summary>
    public MapValue? Controls { get; }

    /// <summary>Metadata that replaces the layer's.</summary>
    public MapValue? Metadata { get; }

    /// <summary>Data to merge by key.</summary>
    public MapValue? Data { get; }

    /// <summary>A thumbnail that replaces the layer's.</summary>
    public MapValue? Thumbnail { get; }

    /// <summary>Whether the layer is gone.</summary>
    public bool Removed { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Versioned;
}
