using System;
using System.Collections.Immutable;

namespace Fathom.Protocol.State;

/// <summary>One layer: what the scene said, with the later deltas merged in.</summary>
public sealed record LayerModel
{
    private LayerModel(string id, MapValue description)
    {
        Id = id;
        Description = description;
        Controls = description["controls"] as MapValue ?? MapValue.Empty;
        Metadata = description["metadata"] as MapValue ?? MapValue.Empty;
        Thumbnail = LayerThumbnail.FromMetadata(Metadata);
    }

    /// <summary>The layer's id, the target of its updates.</summary>
    public string Id { get; }

    /// <summary>The layer as the scene described it: name, type, shape, scale, source and the rest.</summary>
    public MapValue Description { get; }

    /// <summary>The values of the controls.</summary>
    public MapValue Controls { get; private init; }

    /// <summary>Values beyond the controls, such as <c>volume.opacity</c>.</summary>
    public MapValue Data { get; private init; } = MapValue.Empty;

    /// <summary>The layer's metadata.</summary>
    public MapValue Metadata { get; private init; }

    /// <summary>A small picture of the layer, upright; null when there is none.</summary>
    public LayerThumbnail? Thumbnail { get; private init; }

    /// <summary>The layer's name for people.</summary>
    public string Name => Description["name"]?.AsText() ?? Id;

    /// <summary>Whether the layer is shown.</summary>
    public bool Visible => Controls["visible"]?.AsBool() ?? true;

    /// <summary>The opacity, 0 to 1.</summary>
    public double Opacity => Number("opacity") ?? 1;

    /// <summary>The gamma.</summary>
    public double Gamma => Number("gamma") ?? 1;

    /// <summary>The colormap's name.</summary>
    public string Colormap => Controls["colormap"]?.AsText() ?? "gray";

    /// <summary>How the layer is blended with those below.</summary>
    public string Blending => Controls["blending"]?.AsText() ?? "opaque";

    /// <summary>How values between samples are found.</summary>
    public string Interpolation => Controls["interpolation"]?.AsText() ?? "linear";

    /// <summary>How a volume is rendered.</summary>
    public string Rendering => Controls["rendering"]?.AsText() ?? "mip";

    /// <summary>The value range that the colormap spans; null when the server did not say.</summary>
    public (double Low, double High)? ContrastLimits =>
        Pair(Controls["contrast_limits"]) ?? Pair(Description["contrast_limits"]);

    /// <summary>The size of a sample per axis, in world units; empty when the server did not say.</summary>
    public ImmutableArray<double> Scale => Description["scale"] is StateValue scale && scale.TryGetDoubles(out ImmutableArray<double> values) ? values : [];

    /// <summary>Where the data's first sample lies in the world; empty when the server did not say.</summary>
    public ImmutableArray<double> Translate =>
        Description["translate"] is StateValue offset && offset.TryGetDoubles(out ImmutableArray<double> values) ? values : [];

    /// <summary>Takes over a layer of a scene; null when it has no id.</summary>
    public static LayerModel? From(MapValue description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return description["layer_id"]?.AsText() is string id ? new LayerModel(id, description) : null;
    }

    /// <summary>Merges a delta: controls and data by key, metadata and thumbnail as a whole.</summary>
    public LayerModel With(Messages.NotifyLayers delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        LayerModel result = this;
        if (delta.Controls is MapValue controls)
        {
            result = result with { Controls = result.Controls.MergedWith(controls) };
        }

        if (delta.Data is MapValue data)
        {
            result = result with { Data = result.Data.MergedWith(data) };
        }

        if (delta.Metadata is MapValue metadata)
        {
            result = result with { Metadata = metadata, Thumbnail = LayerThumbnail.FromMetadata(metadata) ?? result.Thumbnail };
        }

        return delta.Thumbnail is MapValue picture ? result with { Thumbnail = LayerThumbnail.FromSection(picture) ?? result.Thumbnail } : result;
    }

    private static (double Low, double High)? Pair(StateValue? value) =>
        value is not null && value.TryGetDoubles(out ImmutableArray<double> limits) && limits.Length >= 2 && value.IsFinite
            ? (limits[0], limits[1])
            : null;

    private double? Number(string key) => Controls[key] is StateValue value && value.TryGetDouble(out double number) && double.IsFinite(number)
        ? number
        : null;
}
