using System;
using System.Collections.Immutable;

namespace Fathom.Client.Hosting;

/// <summary>A picture that shows certain dims.</summary>
/// <param name="Dims">What each named axis should stand at; empty for the view as it is.</param>
/// <param name="Patience">How long to wait for the picture.</param>
internal sealed record SnapshotRequest(ImmutableArray<DimsValue> Dims, TimeSpan Patience)
{
    /// <summary>Columns of the picture.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows of the picture.</summary>
    public int Height { get; init; } = 720;

    /// <summary>One voxel a pixel, gray; then the data decide the size.</summary>
    public bool OneToOne { get; init; }

    /// <summary>The values drawn black and white; null = as the server has them.</summary>
    public (double Low, double High)? Contrast { get; init; }

    /// <summary>2 for a slice, 3 for a projection; null = as the server has it.</summary>
    public int? DisplayedAxes { get; init; }

    /// <summary>Whether only a server that draws on demand can do it.</summary>
    public bool NeedsExact => OneToOne || Contrast is not null || DisplayedAxes is not null;
}
