using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>A video in its place.</summary>
/// <param name="Video">Where and when.</param>
/// <param name="FrameCount">How many frames it has.</param>
internal sealed record PlacedVideo(AlignedVideo Video, int FrameCount) : PlacedOverlay
{
    /// <inheritdoc/>
    public override OverlaySpec Spec => Video.Spec;

    /// <summary>The frame that belongs to a step of the scene's time axis; −1 for none.</summary>
    /// <param name="sceneFrame">The step.</param>
    /// <param name="byHand">The frame where the scene has no such axis.</param>
    public int FrameAt(int sceneFrame, int byHand = 0) => FrameAt(Video, FrameCount, sceneFrame, byHand);

    /// <summary>The same for what is not in a list.</summary>
    public static int FrameAt(AlignedVideo video, int frames, int sceneFrame, int byHand) => video.Alignment is { } alignment
        ? (uint)sceneFrame < (uint)alignment.Indices.Length ? alignment.Indices[sceneFrame] : TimeIndex.None
        : byHand >= 0 && byHand < frames ? byHand : TimeIndex.None;
}
