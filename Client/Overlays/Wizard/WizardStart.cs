using System;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>What the wizard begins with.</summary>
internal static class WizardStart
{
    /// <summary>Maps that differ from an even scale by less than this part are one.</summary>
    private const double Slack = 1e-9;

    /// <summary>What a calibration was made of, as far as it can be told; without one, nothing, and y as the scene has it.</summary>
    public static WizardDraft From(CalibrationDocument? before, SizePx frame, SceneFacts scene)
    {
        var empty = new WizardDraft { FlipY = scene.YUp };
        if (before is null || before.Calibration.Frame != frame || InSceneUnit(before.Calibration, scene) is not { } calibration)
        {
            return empty;
        }

        if (!calibration.Residuals.IsEmpty)
        {
            return empty with
            {
                FlipY = calibration.FlipY,
                Kind = calibration.Kind ?? LandmarkKind.Similarity,
                Pairs = [.. calibration.Residuals.Select(static residual => new WizardPair(residual.Pair.Pixel, residual.Pair.World))],
            };
        }

        // The ends of a scale bar are not kept, what they came to is.
        Affine2 map = calibration.Map;
        double side = calibration.UnitsPerPx, slack = side * Slack;
        bool isEven = Math.Abs(map.Xy) <= slack && Math.Abs(map.Yx) <= slack && Math.Abs(map.Xx - side) <= slack && Math.Abs(Math.Abs(map.Yy) - side) <= slack;
        return !isEven ? empty : empty with
        {
            Method = CalibrationMethod.Scale,
            UnitsPerPx = side,
            FlipY = map.Yy < 0,
            Anchor = new WizardPair(new PointPx(0, 0), calibration.ToWorld(new(0, 0))),
        };
    }

    private static VideoCalibration? InSceneUnit(VideoCalibration calibration, SceneFacts scene)
    {
        try
        {
            return calibration.In(scene.Unit);
        }
        catch (FathomException)
        {
            // In units that do not convert nothing of it can be used.
            return null;
        }
    }
}
