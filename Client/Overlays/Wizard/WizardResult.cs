using System.Collections.Immutable;
using Fathom.Client.Overlays.Calibration;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>What comes of a draft: a calibration, or why there is none, and how good it is.</summary>
/// <remarks>Immutable.</remarks>
internal sealed record WizardResult
{
    /// <summary>The calibration; null when there is none.</summary>
    public VideoCalibration? Calibration { get; init; }

    /// <summary>Why there is none; null when there is one.</summary>
    public WizardRefusal? Refusal { get; init; }

    /// <summary>By how much each landmark is missed, in the scene's unit; NaN for one that is half. Empty without a fit.</summary>
    public ImmutableArray<double> Residuals { get; init; } = [];

    /// <summary>The landmark that is missed most; −1 where all are hit.</summary>
    public int Worst { get; init; } = -1;

    /// <summary>What the root of the mean squared residual would be without <see cref="Worst"/>; null where nothing would be left to tell by.</summary>
    public double? RmsWithoutWorst { get; init; }

    /// <summary>Whether the worst landmark is missed by so much more than the others that it is to be looked at first.</summary>
    public bool WorstStandsOut { get; init; }

    /// <summary>How many numbers the landmarks give beyond those that the fit needs; with 0 every residual is 0 and says nothing.</summary>
    public int Redundancy { get; init; }

    /// <summary>The part of the scene that the video covers, 0 to 1; NaN without a calibration.</summary>
    public double Coverage { get; init; } = double.NaN;

    /// <summary>What is still to be known about it: what residuals cannot show, what stands out, what is not covered.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>A residual in pixels of the frame.</summary>
    public double InPixels(double residual) => Calibration is { } calibration ? residual / calibration.UnitsPerPx : double.NaN;
}
