using System.Collections.Immutable;
using Fathom.Client.Export.Figures;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Decode.Media;

namespace Fathom.Client.Export.Plans;

/// <summary>What a user asked for, before anybody knows what the server has.</summary>
internal sealed record MovieRequest
{
    /// <summary>The option that names the frames.</summary>
    public const string FramesOption = "frames";

    /// <summary>Where it is written.</summary>
    public required ExportTarget Target { get; init; }

    /// <summary>The indices; null for all.</summary>
    public string? Frames { get; init; }

    /// <summary>The axis; null for the usual one.</summary>
    public string? Axis { get; init; }

    /// <summary>Pictures a second: twenty by default, as most movies of microscopes are shown. No rate is the true one, since the steps of a recording are seconds or minutes long.</summary>
    public MovieRate Rate { get; init; } = new(20);

    /// <summary>The size; null for the scene's shape within 1280×720.</summary>
    public SizePx? Size { get; init; }

    /// <summary>How much H.264 may lose.</summary>
    public double Crf { get; init; } = 18;

    /// <summary>Frames of a part; null for the usual number.</summary>
    public int? PartFrames { get; init; }

    /// <summary>Whether the view is that of an export which was broken off: it is not touched.</summary>
    public bool KeepsView { get; init; }

    /// <summary>What lies over the pictures, the lowest first.</summary>
    public ImmutableArray<OverlaySpec> Overlays { get; init; } = [];

    /// <summary>What is written on them.</summary>
    public AnnotationOptions Annotations { get; init; } = AnnotationOptions.None;

    /// <summary>How many work at once.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Throw away what an earlier run left.</summary>
    public bool Restart { get; init; }
}
