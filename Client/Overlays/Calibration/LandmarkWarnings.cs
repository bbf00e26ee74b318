using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>What to say about landmarks that fit, but not well.</summary>
internal static class LandmarkWarnings
{
    /// <summary>Residuals above this part of the landmarks' spread are worth a word.</summary>
    private const double NoticedPart = 0.05;

    /// <summary>One landmark stands out when it is missed by this much more than the mean.</summary>
    private const double WorstFactor = 1.3;

    /// <summary>A sentence about the residuals, or none.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<LandmarkResidual> residuals, LandmarkKind kind, string unit)
    {
        double x = residuals.Average(static residual => residual.Pair.World.X), y = residuals.Average(static residual => residual.Pair.World.Y);
        double spread = Math.Sqrt(residuals.Average(residual => Math.Pow(residual.Pair.World.X - x, 2) + Math.Pow(residual.Pair.World.Y - y, 2)));
        double rms = Math.Sqrt(residuals.Average(static residual => residual.Distance * residual.Distance));
        if (rms <= NoticedPart * spread)
        {
            return [];
        }

        int worst = Enumerable.Range(0, residuals.Length).MaxBy(i => residuals[i].Distance);
        string which = residuals[worst].Distance > WorstFactor * rms
            ? string.Create(CultureInfo.InvariantCulture, $"Landmark {worst + 1} is the worst, by {residuals[worst].Distance:0.###} {unit}: check it")
            : "None stands out: check them all";
        string how = kind == LandmarkKind.Affine ? "." : ", or use --kind affine if the camera looks from the side or its pixels are not square.";
        return [string.Create(CultureInfo.InvariantCulture, $"The landmarks are missed by {rms:0.###} {unit} RMS, {rms / spread:0 %} of their distance from the centre. {which}{how}")];
    }
}
