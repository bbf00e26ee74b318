using System.Collections.Immutable;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Tracks or points in their place.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Tracks">In the world and on the scene's clock.</param>
/// <param name="FrameTimes">When each frame of the scene is; where it has none, the times among which a frame is chosen by hand.</param>
/// <param name="FollowsTime">Whether the scene's time chooses the frame.</param>
/// <param name="IsPoints">Whether they are points without trails.</param>
internal sealed record PlacedTracks(TracksOverlaySpec Asked, ImmutableArray<PlacedTrack> Tracks, ImmutableArray<double> FrameTimes, bool FollowsTime, bool IsPoints) : PlacedOverlay
{
    /// <summary>Whether somebody said where they lie: those of a video without calibration are stretched with it.</summary>
    public bool IsCalibrated { get; init; } = true;

    /// <inheritdoc/>
    public override OverlaySpec Spec => Asked;
}
