using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>Works out what comes of a draft. Never throws for what a user can pick or type.</summary>
internal static class WizardFit
{
    /// <summary>One landmark stands out when leaving it out makes the rest this much better, per number that is to spare.</summary>
    private const double StandsOut = 0.4;

    /// <summary>Residuals below this part of the frame's diagonal are rounding, not a miss.</summary>
    private const double Nothing = 1e-9;

    /// <summary>Works it out.</summary>
    public static WizardResult Of(WizardDraft draft, SizePx frame, SceneFacts scene) => draft.Method switch
    {
        CalibrationMethod.Landmarks => FromLandmarks(draft, frame, scene),
        CalibrationMethod.ScaleBar => FromScaleBar(draft, frame, scene),
        _ => draft.UnitsPerPx > 0
            ? Placed(() => VideoCalibration.FromScale(draft.UnitsPerPx, scene.Unit, frame, draft.FlipY), draft, frame, scene)
            : Refused(WizardWords.Unfinished("Type how large a pixel is.")),
    };

    /// <summary>Which pixel lies where when nobody said so: the frame's corner in the scene's, so that it is seen.</summary>
    public static LandmarkPair? UsualAnchor(WizardDraft draft, SizePx frame, SceneFacts scene) =>
        scene.Bounds.IsValid ? new LandmarkPair(new(0, draft.FlipY ? frame.Height : 0), new(scene.Bounds.MinX, scene.Bounds.MinY)) : null;

    private static WizardResult FromScaleBar(WizardDraft draft, SizePx frame, SceneFacts scene)
    {
        if (draft.BarFrom is not { } from || draft.BarTo is not { } to)
        {
            return Refused(WizardWords.Unfinished(draft.BarFrom is null ? "Click one end of something whose length you know." : "Click its other end."));
        }

        return draft.Length > 0
            ? Placed(() => VideoCalibration.FromScaleBar(from, to, draft.Length, scene.Unit, frame, draft.FlipY), draft, frame, scene)
            : Refused(WizardWords.Unfinished("Type the length between both ends."));
    }

    private static WizardResult Placed(Func<VideoCalibration> calibrate, WizardDraft draft, SizePx frame, SceneFacts scene)
    {
        try
        {
            VideoCalibration calibration = calibrate();
            LandmarkPair? usual = UsualAnchor(draft, frame, scene);
            if (draft.Anchor is { Pixel: { } pixel, World: { } world })
            {
                calibration = calibration.PlacedAt(pixel, world);
            }
            else if (usual is { } corner)
            {
                calibration = calibration.PlacedAt(corner.Pixel, corner.World);
            }

            return Covering(new WizardResult { Calibration = calibration, Remarks = WizardWords.Place(draft) }, scene);
        }
        catch (FathomException told)
        {
            return Refused(WizardWords.Of(told));
        }
    }

    private static WizardResult FromLandmarks(WizardDraft draft, SizePx frame, SceneFacts scene)
    {
        LandmarkPair[] pairs = draft.Complete;
        if (pairs.Length < LandmarkFit.Fewest)
        {
            return Refused(WizardWords.TooFew(draft, pairs.Length));
        }

        CalibrationRefusal? refusal = VideoCalibration.TryFromLandmarks(pairs, WorldUnits.Sign(scene.Unit), frame, draft.Kind, draft.FlipY, out VideoCalibration? calibration);
        return refusal is not null
            ? Refused(WizardWords.Of(refusal, draft))
            : Covering(Judged(calibration!, pairs, draft, frame, scene), scene);
    }

    private static WizardResult Judged(VideoCalibration calibration, LandmarkPair[] pairs, WizardDraft draft, SizePx frame, SceneFacts scene)
    {
        int redundancy = (2 * pairs.Length) - FreedomOf(draft.Kind);
        double slack = Nothing * calibration.UnitsPerPx * double.Hypot(frame.Width, frame.Height);
        int worst = redundancy == 0 || calibration.Rms <= slack ? -1 : Enumerable.Range(0, pairs.Length).MaxBy(i => calibration.Residuals[i].Distance);
        double? without = worst < 0 ? null : RmsWithout(worst, pairs, draft, frame, scene);
        var result = new WizardResult
        {
            Calibration = calibration,
            Residuals = PerPair(draft.Pairs, calibration.Residuals),
            Redundancy = redundancy,
            RmsWithoutWorst = without,
            WorstStandsOut = without * Math.Sqrt((pairs.Length - 1.0) / Math.Max(1, redundancy - 2)) < StandsOut * calibration.Rms * Math.Sqrt((double)pairs.Length / redundancy),
            Worst = worst < 0 ? -1 : PlaceOf(draft.Pairs, worst),
        };
        return result with { Remarks = WizardWords.Fit(result, draft, WorldUnits.Sign(scene.Unit)) };
    }

    /// <summary>What the others say of each other; null when they are too few to say anything.</summary>
    private static double? RmsWithout(int left, LandmarkPair[] pairs, WizardDraft draft, SizePx frame, SceneFacts scene)
    {
        LandmarkPair[] others = [.. pairs.Where((_, i) => i != left)];
        return (2 * others.Length) > FreedomOf(draft.Kind)
            && VideoCalibration.TryFromLandmarks(others, WorldUnits.Sign(scene.Unit), frame, draft.Kind, draft.FlipY, out VideoCalibration? rest) is null ? rest!.Rms : null;
    }

    private static WizardResult Covering(WizardResult result, SceneFacts scene)
    {
        if (!scene.Bounds.IsValid)
        {
            return result;
        }

        double part = SceneCoverage.Of(result.Calibration!.Quad(FrameReading.Whole), scene.Bounds, scene.Unit, scene.Centres).Fraction;
        string? remark = part >= 1 ? null
            : part == 0 ? "With this the video lies beside the scene: nothing of it would be seen."
            : string.Create(CultureInfo.InvariantCulture, $"The video covers {part:0 %} of the scene.");
        return result with { Coverage = part, Remarks = remark is null ? result.Remarks : result.Remarks.Add(remark) };
    }

    private static ImmutableArray<double> PerPair(ImmutableArray<WizardPair> pairs, ImmutableArray<LandmarkResidual> residuals)
    {
        var each = ImmutableArray.CreateBuilder<double>(pairs.Length);
        int next = 0;
        foreach (WizardPair pair in pairs)
        {
            each.Add(pair.IsComplete ? residuals[next++].Distance : double.NaN);
        }

        return each.MoveToImmutable();
    }

    /// <summary>From the place among those that are complete to the place among all.</summary>
    private static int PlaceOf(IReadOnlyList<WizardPair> pairs, int complete)
    {
        int at = -1;
        do
        {
            at++;
            complete -= pairs[at].IsComplete ? 1 : 0;
        }
        while (complete >= 0);
        return at;
    }

    private static int FreedomOf(LandmarkKind kind) => kind switch
    {
        LandmarkKind.Rigid => 3,
        LandmarkKind.Similarity => 4,
        _ => 6,
    };

    private static WizardResult Refused(WizardRefusal refusal) => new() { Refusal = refusal };
}
