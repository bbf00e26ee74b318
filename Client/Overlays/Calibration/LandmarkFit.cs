using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Fits landmarks, and refuses what would put the video in the wrong place.</summary>
internal static class LandmarkFit
{
    /// <summary>The least landmarks: two would fit a similarity, and leave nothing that could show a mistake.</summary>
    public const int Fewest = 3;

    /// <summary>A matrix that stretches one direction this much more than another one is not a camera's.</summary>
    public const double WorstCondition = 1e6;

    /// <summary>Half of the world's spread must be explained, else the pairs do not belong together.</summary>
    private const double LeastExplained = 0.5;

    /// <summary>Fits; the map goes from pixels as they count in the frame, the flip being part of it.</summary>
    public static CalibrationRefusal? TryFit(IReadOnlyList<LandmarkPair> pairs, LandmarkKind kind, SizePx frame, bool flipY, string unit, out Affine2 map)
    {
        map = default;
        string what = $"Cannot calibrate from {pairs.Count} landmark{(pairs.Count == 1 ? "" : "s")}.";
        if (CheckValues(pairs, frame, what) is { } bad)
        {
            return bad;
        }

        Affine2 flip = flipY ? Affine2.FlipY(frame.Height) : Affine2.Identity;
        (double X, double Y)[] from = [.. pairs.Select(pair => flip.Apply(pair.Pixel.X, pair.Pixel.Y))];
        (double X, double Y)[] to = [.. pairs.Select(pair => (pair.World.X, pair.World.Y))];
        if (CheckSpread(from, "in the frame", what) is { } frameLine)
        {
            return frameLine;
        }

        if (CheckSpread(to, "in the world", what) is { } worldLine)
        {
            return worldLine;
        }

        Affine2 fit = LandmarkSolver.Solve(kind, from, to);
        if (CheckFit(fit, kind, from, to, flipY, unit, what) is { } refusal)
        {
            return refusal;
        }

        map = fit * flip;
        return null;
    }

    private static CalibrationRefusal? CheckValues(IReadOnlyList<LandmarkPair> pairs, SizePx frame, string what)
    {
        if (pairs.Count < Fewest)
        {
            return new(RefusalKind.TooFew, what, $"At least {Fewest} are needed, and with {Fewest + 1} or more the residuals show a mistake.", "Add landmarks, or give a scale bar.");
        }

        for (int i = 0; i < pairs.Count; i++)
        {
            LandmarkPair pair = pairs[i];
            if (!pair.Pixel.IsFinite || !pair.World.IsFinite)
            {
                return new(RefusalKind.BadValue, what, $"Landmark {i + 1} is not a place: {pair.Pixel} at {pair.World}.", "Give two numbers for each side.");
            }

            if (FrameBounds.Outside(pair.Pixel, frame) is { } why)
            {
                return new(RefusalKind.BadValue, what, $"Landmark {i + 1} {why}", FrameBounds.How);
            }
        }

        return null;
    }

    private static CalibrationRefusal? CheckSpread(ReadOnlySpan<(double X, double Y)> points, string where, string what)
    {
        var spread = new PointSpread(points);
        return !spread.IsLine ? null : new(
            RefusalKind.IllConditioned,
            what,
            spread.IsPoint
                ? $"They are ill-conditioned: {where} all of them are in one place."
                : string.Create(CultureInfo.InvariantCulture, $"They are ill-conditioned: {where} they lie on one line (spread along it {spread.Along:0.###}, across it {spread.Across:0.###})."),
            "Add a landmark well beside that line, for example a third corner of the arena.");
    }

    private static CalibrationRefusal? CheckFit(
        in Affine2 fit, LandmarkKind kind, (double X, double Y)[] from, (double X, double Y)[] to, bool flipY, string unit, string what)
    {
        double spread = LandmarkSolver.Rms(new Affine2(0, 0, to.Average(point => point.X), 0, 0, to.Average(point => point.Y)), from, to);
        double rms = LandmarkSolver.Rms(fit, from, to);
        if (LandmarkSolver.Solve(LandmarkKind.Affine, from, to).Determinant < 0)
        {
            (double X, double Y)[] mirrored = [.. from.Select(static point => (-point.X, point.Y))];
            LandmarkKind judged = kind == LandmarkKind.Affine ? LandmarkKind.Similarity : kind;
            double proper = LandmarkSolver.Rms(LandmarkSolver.Solve(judged, from, to), from, to);
            double turned = LandmarkSolver.Rms(LandmarkSolver.Solve(LandmarkKind.Similarity, mirrored, to), mirrored, to);
            if (Math.Max(Explained(turned, spread), Explained(rms, spread)) >= LeastExplained)
            {
                return new(
                    RefusalKind.Mirrored,
                    what,
                    string.Create(CultureInfo.InvariantCulture, $"Going from landmark to landmark turns one way in the frame and the other way in the world{(flipY ? ", whose y axis is taken to point up" : "")}: they are mirrored. Without a mirror the best fit misses by {proper:0.###} {unit} RMS, with one by {turned:0.###} {unit}."),
                    flipY
                        ? "Check the order of the pairs and the sign of the world's y. If the scene's y axis points down (as in pictures), or the camera looks through a mirror or from below, use --no-flip."
                        : "Check the order of the pairs. If the scene's y axis points up, leave --no-flip away.");
            }
        }

        if (!(Explained(rms, spread) >= LeastExplained))
        {
            return new(
                RefusalKind.Mismatched,
                what,
                string.Create(CultureInfo.InvariantCulture, $"The pairs do not fit each other: the best {CalibrationNames.Of(kind)} map misses by {rms:0.###} {unit} RMS, and the landmarks are only {spread:0.###} {unit} RMS from their centre."),
                kind == LandmarkKind.Rigid ? "Use --kind similarity, which also scales; else check which pixel belongs to which place." : "Check which pixel belongs to which place.");
        }

        if (!fit.IsInvertible)
        {
            return new(RefusalKind.BadValue, what, "The fit squashes the frame to a line, or its numbers are beyond all measure.", "Check the places of the landmarks and their unit.");
        }

        return kind == LandmarkKind.Affine && !(fit.Condition <= WorstCondition) ? new(
            RefusalKind.IllConditioned,
            what,
            string.Create(CultureInfo.InvariantCulture, $"The fit is ill-conditioned: it stretches one direction {fit.Condition:0.##E0} times as much as another one."),
            "Add landmarks that are spread over the frame, or use --kind similarity.") : null;
    }

    private static double Explained(double rms, double spread) => 1 - (rms / spread * (rms / spread));
}
