using System.Collections.Immutable;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;

namespace Fathom.Client.Export.Figures;

/// <summary>What a user asked for, before anybody knows what the server has.</summary>
internal sealed record StillRequest
{
    /// <summary>Where axes are to stand; the others as the view has them.</summary>
    public ImmutableArray<DimsValue> Dims { get; init; } = [];

    /// <summary>2 for a slice, 3 for a projection; null for what the view shows.</summary>
    public int? DisplayedAxes { get; init; }

    /// <summary>The size in pixels; null where none was given.</summary>
    public SizePx? Size { get; init; }

    /// <summary>Where no size is given: how many times smaller than the usual one; pages have many pictures.</summary>
    public int Smaller { get; init; } = 1;

    /// <summary>The width in print; null where none was given.</summary>
    public double? WidthMm { get; init; }

    /// <summary>The height in print; null for what the view's shape gives.</summary>
    public double? HeightMm { get; init; }

    /// <summary>Pixels for an inch; null where nobody said.</summary>
    public double? Dpi { get; init; }

    /// <summary>One pixel for each voxel.</summary>
    public bool OneToOne { get; init; }

    /// <summary>What is written on it.</summary>
    public AnnotationOptions Annotations { get; init; } = AnnotationOptions.None;
}
