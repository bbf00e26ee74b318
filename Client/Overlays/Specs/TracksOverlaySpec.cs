using System.Globalization;

namespace Fathom.Client.Overlays.Specs;

/// <summary>Tracks or points over the scene.</summary>
internal sealed record TracksOverlaySpec : OverlaySpec
{
    /// <summary>How many frames of the scene a trail reaches back by default.</summary>
    public const int UsualTrail = 50;

    /// <summary>The video from which they were made: its calibration and its clock are theirs; null for none.</summary>
    public string? Of { get; init; }

    /// <summary>How many frames of the scene a trail reaches back.</summary>
    public int TrailFrames { get; init; } = UsualTrail;

    /// <inheritdoc/>
    public override OverlaySpec Checked()
    {
        base.Checked();
        return TrailFrames >= 0 ? this : throw Refused(
            string.Create(CultureInfo.InvariantCulture, $"Cannot draw trails of {TrailFrames} frames for '{Id}'."), "A trail is 0 frames long or more.", "Give for example 50; 0 draws none.");
    }
}
