using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The states of an overlay in words, the most urgent first.</summary>
internal static class OverlayStates
{
    /// <summary>All states in the order in which they are told.</summary>
    public static readonly OverlayState[] All =
    [
        OverlayState.Failed, OverlayState.Opening, OverlayState.Hidden, OverlayState.Outside, OverlayState.Late, OverlayState.Uncalibrated, OverlayState.Approximate,
    ];

    /// <summary>The states of an overlay.</summary>
    public static OverlayState Of(OverlayItem item)
    {
        OverlayState state = item.Phase switch
        {
            OverlayPhase.Failed => OverlayState.Failed,
            OverlayPhase.Opening => OverlayState.Opening,
            OverlayPhase.HiddenInVolume => OverlayState.Hidden,
            _ => OverlayState.None,
        };
        if (item.Phase is OverlayPhase.Failed or OverlayPhase.Opening)
        {
            return state;
        }

        bool isVideo = item is { Spec: VideoOverlaySpec, Aligned: not null };
        state |= isVideo && !item.IsCalibrated ? OverlayState.Uncalibrated : OverlayState.None;
        if (item.Phase == OverlayPhase.Ready && item.Spec.Visible)
        {
            state |= isVideo && item is { FollowsTime: true, WantedFrame: OverlayItem.None } ? OverlayState.Outside : OverlayState.None;
            state |= item.IsLate ? OverlayState.Late : OverlayState.None;
            state |= item.IsApproximate ? OverlayState.Approximate : OverlayState.None;
        }

        return state;
    }

    /// <summary>A word or two.</summary>
    public static string Word(OverlayState state) => state switch
    {
        OverlayState.Failed => "failed",
        OverlayState.Opening => "opening",
        OverlayState.Hidden => "hidden in 3-D",
        OverlayState.Outside => "outside its time",
        OverlayState.Late => "late",
        OverlayState.Uncalibrated => "not calibrated",
        OverlayState.Approximate => "≈ place",
        _ => string.Empty,
    };

    /// <summary>What it means.</summary>
    public static string Meaning(OverlayState state) => state switch
    {
        OverlayState.Failed => "It cannot be shown. Choose it to read why.",
        OverlayState.Opening => "Its file is being read through for the times of its frames.",
        OverlayState.Hidden => "A video lies in a plane. It comes back with 2D (Ctrl+Y).",
        OverlayState.Outside => "The video has no frame for the time that the scene shows; nothing is drawn. The offset says where it begins.",
        OverlayState.Late => "The right frame is still being decoded. The one before stays for a quarter of a second, then nothing is drawn.",
        OverlayState.Uncalibrated => "It is stretched over the scene. Nothing can be measured in it until it is calibrated.",
        OverlayState.Approximate => "This server does not say what each picture shows; the overlay follows the camera that it told last.",
        _ => string.Empty,
    };

    /// <summary>Its colour.</summary>
    public static ShapeColor ColorOf(OverlayState state, UiTheme theme) => state switch
    {
        OverlayState.Failed => theme.Bad,
        OverlayState.Late or OverlayState.Uncalibrated => theme.Warn,
        _ => theme.Dim,
    };
}
