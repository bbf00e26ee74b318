using System.Collections.Immutable;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>One overlay as the interface shows it: what was asked for and what came of it.</summary>
/// <remarks>Threads: main thread. The stack writes it, others read; <see cref="OverlayStack.Version"/> counts the changes that are worth a look.</remarks>
internal sealed class OverlayItem
{
    /// <summary>No frame.</summary>
    public const int None = TimeIndex.None;

    /// <summary>Begins one.</summary>
    public OverlayItem(OverlaySpec spec)
    {
        Spec = spec;
    }

    /// <summary>What was asked for.</summary>
    public OverlaySpec Spec { get; set; }

    /// <summary>Where it stands.</summary>
    public OverlayPhase Phase { get; set; }

    /// <summary>How much of the file has been read through while it is being opened, 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>Why it cannot be shown; null while it can.</summary>
    public FathomException? Error { get; set; }

    /// <summary>What the user should know of its place, its time and its file.</summary>
    public ImmutableArray<string> Warnings { get; set; } = [];

    /// <summary>Where and when the video lies; null for tracks and until it is known.</summary>
    public AlignedVideo? Aligned { get; set; }

    /// <summary>Its frames; null for tracks and until it is open. The stack owns it.</summary>
    public OverlayVideoReader? Reader { get; set; }

    /// <summary>The tracks in their place; null for videos and until they are known.</summary>
    public PlacedTracks? Tracks { get; set; }

    /// <summary>The frame of the video that was drawn with the last picture, or <see cref="None"/>.</summary>
    public int ShownFrame { get; set; } = None;

    /// <summary>The frame that belongs to that picture, or <see cref="None"/> where the video has none.</summary>
    public int WantedFrame { get; set; } = None;

    /// <summary>Whether <see cref="ShownFrame"/> is an older one, since the right one is still being decoded.</summary>
    public bool IsLate { get; set; }

    /// <summary>Pictures that were shown with an older frame, or without the right one that there is.</summary>
    public long LateCount { get; set; }

    /// <summary>The frame that is shown where the scene has no time axis that could choose it.</summary>
    public int FrameByHand { get; set; }

    /// <summary>Whether the scene's time chooses the frame; else it is <see cref="FrameByHand"/>.</summary>
    public bool FollowsTime { get; set; }

    /// <summary>Whether its place is only as exact as the camera that a plain server tells: its pictures do not say what they show.</summary>
    public bool IsApproximate { get; set; }

    /// <summary>Whether somebody said where it lies; else it is stretched over the scene, and nothing can be measured in it.</summary>
    public bool IsCalibrated => Aligned is { Calibration.IsCalibrated: true } || Tracks is { IsCalibrated: true };
}
