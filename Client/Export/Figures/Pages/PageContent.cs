using System.Collections.Immutable;
using Fathom.Client.Overlays.Drawing;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>All that stands on a page of stills.</summary>
/// <param name="Scene">What was drawn, without videos.</param>
/// <param name="Axis">The axis that the pictures go along.</param>
/// <param name="Frames">Which indices of it, as they were asked for.</param>
/// <param name="Stills">The pictures.</param>
/// <param name="Overlays">All overlays, videos included.</param>
/// <param name="Facts">What is known of the first picture.</param>
/// <param name="LeftOut">What is not on the page, with why and how; null where nothing was left out.</param>
/// <param name="Warnings">What else the reader should know.</param>
internal sealed record PageContent(
    StillScene Scene,
    string Axis,
    string Frames,
    ImmutableArray<PageStill> Stills,
    ImmutableArray<PlacedOverlay> Overlays,
    MapValue Facts,
    FathomException? LeftOut,
    ImmutableArray<string> Warnings);
