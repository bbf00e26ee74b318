using System.Collections.Immutable;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>An overlay in its place and time in one scene, without handles to anything: drawing, exporting and their workers share it.</summary>
internal abstract record PlacedOverlay
{
    /// <summary>What was asked for.</summary>
    public abstract OverlaySpec Spec { get; }

    /// <summary>What the user should know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
