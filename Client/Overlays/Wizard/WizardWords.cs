using System.Collections.Immutable;
using System.Globalization;
using Fathom.Client.Overlays.Calibration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>What the wizard says: the reasons of refusals are those of <c>fathom calibrate</c>, the ways on are what stands in the window.</summary>
internal static class WizardWords
{
    /// <summary>The switch that says which way is up.</summary>
    public const string Flip = "y points up";

    /// <summary>What that switch does.</summary>
    public const string FlipTip =
        "Pictures count rows from the top, and so do most volumes: leave it off. Turn it on when y grows upwards in the scene, as on paper, in an arena or a maze, or when the camera looks through a mirror.";

    /// <summary>What the kinds do, in their order.</summary>
    public static ImmutableArray<string> KindTips { get; } =
    [
        "Rigid: the video is only turned and moved. Only where a pixel is exactly one unit of the scene.",
        "Similarity: also made larger or smaller, the same in all directions. A camera that looks straight down: nearly always the right one.",
        "Affine: also sheared and scaled unevenly. A camera that looks a little from the side, or pixels that are not square. Needs 4 or more landmarks to show a mistake.",
    ];

    /// <summary>Something is still to be done.</summary>
    public static WizardRefusal Unfinished(string how) => new(RefusalKind.TooFew, "Not calibrated yet.", "", how);

    /// <summary>Landmarks are missing.</summary>
    public static WizardRefusal TooFew(WizardDraft draft, int complete)
    {
        int missing = LandmarkFit.Fewest - complete;
        string how = draft.Half >= 0
            ? draft.Pairs[draft.Half].Pixel is null ? "Now click the same point in the frame." : "Now click the same point in the scene."
            : complete == 0
                ? "Click a point in the frame, then the same point in the scene (or the other way round)."
                : string.Create(CultureInfo.InvariantCulture, $"{missing} more pair{(missing == 1 ? "" : "s")}: click a point in the frame, then the same one in the scene.");
        return new(RefusalKind.TooFew, "Not calibrated yet.", string.Create(CultureInfo.InvariantCulture, $"{complete} of at least {LandmarkFit.Fewest} pairs."), how);
    }

    /// <summary>A refusal of landmarks.</summary>
    public static WizardRefusal Of(CalibrationRefusal refusal, WizardDraft draft) => refusal.Kind switch
    {
        RefusalKind.Mirrored => new(
            refusal.Kind,
            "The landmarks are mirrored.",
            refusal.Why,
            $"Turn '{Flip}' {(draft.FlipY ? "off" : "on")}, if that is how the scene counts; else check the order of the pairs.",
            WizardMend.TurnFlip),
        RefusalKind.Mismatched when draft.Kind == LandmarkKind.Rigid => new(
            refusal.Kind, "The landmarks do not fit.", refusal.Why, "Choose Similarity, which also scales; else check which pixel belongs to which place.", WizardMend.UseSimilarity),
        RefusalKind.Mismatched => new(refusal.Kind, "The landmarks do not fit.", refusal.Why, "Check which point of the frame belongs to which place; drag a marker, or remove it."),
        RefusalKind.IllConditioned => new(refusal.Kind, "The landmarks do not hold the video.", refusal.Why, "Add a landmark well beside the others, for example a third corner of the frame."),
        _ => new(refusal.Kind, refusal.What, refusal.Why, "Points of the frame lie inside it: column first, then row, from its top-left corner."),
    };

    /// <summary>A refusal of a scale.</summary>
    public static WizardRefusal Of(FathomException told) => new(RefusalKind.BadValue, told.What, told.Why, "Move the ends apart, or type another length.");

    /// <summary>What to know of a fit that went well.</summary>
    public static ImmutableArray<string> Fit(WizardResult result, WizardDraft draft, string unit)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        VideoCalibration calibration = result.Calibration!;
        if (draft.Half >= 0)
        {
            remarks.Add(draft.Pairs[draft.Half].Pixel is null ? "Now click the same point in the frame." : "Now click the same point in the scene.");
        }

        if (result.Redundancy == 0)
        {
            remarks.Add("Three pairs fit an affine map exactly, right or wrong: only a fourth one can show a mistake.");
        }
        else if (result.WorstStandsOut)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"Look at {result.Worst + 1}: without it the others fit to {result.RmsWithoutWorst:0.####} {unit}."));
        }
        else if (!calibration.Warnings.IsEmpty)
        {
            remarks.Add(draft.Kind == LandmarkKind.Affine
                ? "That is much, and no landmark stands out: check them all."
                : "That is much, and no landmark stands out: check them all, or choose Affine if the camera looks from the side.");
        }

        return remarks.ToImmutable();
    }

    /// <summary>What to know of a scale: it says nothing of the place.</summary>
    public static ImmutableArray<string> Place(WizardDraft draft) => draft.Anchor switch
    {
        { IsComplete: true } => [],
        { Pixel: not null } => ["Now click the same point in the scene: the video is put there."],
        { World: not null } => ["Now click the same point in the frame: it is put there."],
        _ => ["A scale does not say where: the frame's corner lies in the scene's. Click a point in the frame and the same one in the scene to put it there."],
    };
}
