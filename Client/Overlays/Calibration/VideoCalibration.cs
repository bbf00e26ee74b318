using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Where the frames of a video lie in the world: the map from pixels of the whole frame to the world.</summary>
/// <remarks>Immutable. The only flip there is stands in <see cref="Map"/>; nobody who draws or exports turns anything.</remarks>
internal sealed record VideoCalibration
{
    private readonly Affine2 _map;

    private VideoCalibration(Affine2 map, SizePx frame, string unit)
    {
        _map = map;
        Frame = frame;
        Unit = unit;
        Inverse = map.IsInvertible
            ? map.Inverse()
            : throw Refused("Cannot use the calibration's transform.", "It has no inverse: it squashes the frame to a line, or its numbers are beyond all measure.", "Calibrate again with 'fathom calibrate'.");
    }

    /// <summary>From pixels of the whole frame to the world.</summary>
    public Affine2 Map => _map;

    /// <summary>From the world to pixels of the whole frame.</summary>
    public Affine2 Inverse { get; }

    /// <summary>The size of the whole frame.</summary>
    public SizePx Frame { get; }

    /// <summary>The world's unit by its UDUNITS name; what was written where that is not known.</summary>
    public string Unit { get; }

    /// <summary>Where it comes from.</summary>
    public CalibrationMethod Method { get; init; }

    /// <summary>Whether y points up in the world, as it does on paper; pictures and most scenes count it down.</summary>
    public bool FlipY { get; init; }

    /// <summary>What the fit of landmarks was allowed to do; null without landmarks.</summary>
    public LandmarkKind? Kind { get; init; }

    /// <summary>How far each landmark is missed; empty without landmarks.</summary>
    public ImmutableArray<LandmarkResidual> Residuals { get; init; } = [];

    /// <summary>What the user should know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Whether somebody said where the video lies.</summary>
    public bool IsCalibrated => Method != CalibrationMethod.Stretched;

    /// <summary>The length of a pixel's side: the mean over both directions, whatever the rotation.</summary>
    public double UnitsPerPx => _map.MeanScale;

    /// <summary>The root of the mean squared residual; 0 without landmarks.</summary>
    public double Rms => Residuals.IsEmpty ? 0 : Math.Sqrt(Residuals.Average(static residual => residual.Distance * residual.Distance));

    /// <summary>From the length of something in the frame.</summary>
    public static VideoCalibration FromScaleBar(PointPx from, PointPx to, double length, string unit, SizePx frame, bool flipY = true)
    {
        string what = $"Cannot calibrate from a scale bar from {from} to {to}.";
        CheckFrame(frame);
        double pixels = double.Hypot(to.X - from.X, to.Y - from.Y);
        if (!(length > 0) || !double.IsFinite(length))
        {
            throw Refused(what, "Its length must be a number above 0.", "Give the length with its unit, as in --scale-bar 100,200:300,200=50cm.");
        }

        if (!(pixels > 0) || !double.IsFinite(pixels))
        {
            throw Refused(what, "Its ends must be two different places.", "Choose two points that are far apart in the frame.");
        }

        foreach (PointPx end in (PointPx[])[from, to])
        {
            if (FrameBounds.Outside(end, frame) is { } why)
            {
                throw Refused(what, "One end " + why, FrameBounds.How);
            }
        }

        return Scaled(length / pixels, unit, frame, flipY) with { Method = CalibrationMethod.ScaleBar };
    }

    /// <summary>From the length of a pixel's side.</summary>
    public static VideoCalibration FromScale(double unitsPerPx, string unit, SizePx frame, bool flipY = true)
    {
        CheckFrame(frame);
        return unitsPerPx > 0 && double.IsFinite(unitsPerPx)
            ? Scaled(unitsPerPx, unit, frame, flipY) with { Method = CalibrationMethod.Scale }
            : throw Refused("Cannot calibrate from the size of a pixel.", "It must be a number above 0.", "Give the length of a pixel's side, as in --scale 0.25cm.");
    }

    /// <summary>From pairs of points; throws when they are refused.</summary>
    public static VideoCalibration FromLandmarks(
        IReadOnlyList<LandmarkPair> pairs, string unit, SizePx frame, LandmarkKind kind = LandmarkKind.Similarity, bool flipY = true) =>
        TryFromLandmarks(pairs, unit, frame, kind, flipY, out VideoCalibration? calibration) is { } refusal ? throw refusal.ToException() : calibration!;

    /// <summary>From pairs of points; null when it went well, else why not.</summary>
    public static CalibrationRefusal? TryFromLandmarks(
        IReadOnlyList<LandmarkPair> pairs, string unit, SizePx frame, LandmarkKind kind, bool flipY, out VideoCalibration? calibration)
    {
        CheckFrame(frame);
        calibration = null;
        if (LandmarkFit.TryFit(pairs, kind, frame, flipY, unit, out Affine2 map) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<LandmarkResidual> residuals = ResidualsOf(map, pairs);
        calibration = new VideoCalibration(map, frame, WorldUnits.FullName(unit))
        {
            Method = CalibrationMethod.Landmarks,
            FlipY = flipY,
            Kind = kind,
            Residuals = residuals,
            Warnings = LandmarkWarnings.Of(residuals, kind, unit),
        };
        return null;
    }

    /// <summary>From a map that is known already.</summary>
    public static VideoCalibration FromMap(in Affine2 map, string unit, SizePx frame, IReadOnlyList<LandmarkPair>? landmarks = null)
    {
        CheckFrame(frame);
        return new VideoCalibration(map, frame, WorldUnits.FullName(unit)) { FlipY = map.Determinant < 0, Residuals = ResidualsOf(map, landmarks ?? []) };
    }

    /// <summary>Without a calibration: the frame fills the bounds of the scene, and a warning says so.</summary>
    public static VideoCalibration Stretched(WorldRect bounds, string unit, SizePx frame, bool flipY)
    {
        CheckFrame(frame);
        Affine2 flip = flipY ? Affine2.FlipY(frame.Height) : Affine2.Identity;
        Affine2 stretch = Affine2.Translate(bounds.MinX, bounds.MinY) * Affine2.Scale(bounds.Width / frame.Width, bounds.Height / frame.Height);
        return new VideoCalibration(stretch * flip, frame, WorldUnits.FullName(unit))
        {
            Method = CalibrationMethod.Stretched,
            FlipY = flipY,
            Warnings = ["The video has no calibration. It is stretched to the bounds of the scene, and nothing can be measured in it. Calibrate it: 'fathom calibrate', or the wizard in the window."],
        };
    }

    /// <summary>The same scale with one pixel at a place: a scale says how large a video is and not where it lies. Not for landmarks, which say both.</summary>
    public VideoCalibration PlacedAt(PointPx pixel, PointWorld place)
    {
        PointWorld now = ToWorld(pixel);
        return new VideoCalibration(Affine2.Translate(place.X - now.X, place.Y - now.Y) * _map, Frame, Unit) { Method = Method, FlipY = FlipY, Warnings = Warnings };
    }

    /// <summary>Where a pixel lies in the world.</summary>
    public PointWorld ToWorld(PointPx pixel) => _map.ToWorld(pixel);

    /// <summary>Which pixel shows a place.</summary>
    public PointPx ToPixel(PointWorld world)
    {
        (double x, double y) = Inverse.Apply(world.X, world.Y);
        return new PointPx(x, y);
    }

    /// <summary>From places in the pictures that a reader gives out, cropped and made smaller, to the world.</summary>
    public Affine2 Effective(FrameReading reading) => _map * reading.ToFrame(Frame);

    /// <summary>Where the corners of what is read lie in the world.</summary>
    public WorldQuad Quad(FrameReading reading)
    {
        CropPx crop = reading.CropIn(Frame);
        double right = crop.X + crop.Width, bottom = crop.Y + crop.Height;
        return new WorldQuad(ToWorld(new(crop.X, crop.Y)), ToWorld(new(right, crop.Y)), ToWorld(new(right, bottom)), ToWorld(new(crop.X, bottom)));
    }

    /// <summary>The same calibration in another unit of length, usually the scene's; throws when one of the two is not known.</summary>
    public VideoCalibration In(string unit)
    {
        if (string.Equals(WorldUnits.FullName(unit), Unit, StringComparison.Ordinal))
        {
            return this;
        }

        if (!WorldUnits.IsLength(unit) || !WorldUnits.IsLength(Unit) || !WorldUnits.TryConvert(1, Unit, unit, out double factor))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot lay the video, which is calibrated in {Say(Unit)}, over a scene that is measured in {Say(unit)}.",
                "Nobody knows how one of them converts into the other.",
                "Calibrate in the scene's unit, with landmarks whose places are given in it.");
        }

        Affine2 scale = Affine2.Scale(factor);
        return new VideoCalibration(scale * _map, Frame, WorldUnits.FullName(unit))
        {
            Method = Method,
            FlipY = FlipY,
            Kind = Kind,
            Warnings = Warnings,
            Residuals = [.. Residuals.Select(residual => new LandmarkResidual(
                residual.Pair with { World = Scaled(residual.Pair.World, factor) }, Scaled(residual.Fitted, factor)))],
        };
    }

    private static PointWorld Scaled(PointWorld point, double factor) => new(point.X * factor, point.Y * factor);

    private static VideoCalibration Scaled(double unitsPerPx, string unit, SizePx frame, bool flipY) =>
        new(Affine2.Scale(unitsPerPx) * (flipY ? Affine2.FlipY(frame.Height) : Affine2.Identity), frame, WorldUnits.FullName(unit)) { FlipY = flipY };

    private static ImmutableArray<LandmarkResidual> ResidualsOf(Affine2 map, IReadOnlyList<LandmarkPair> pairs) =>
        [.. pairs.Select(pair => new LandmarkResidual(pair, map.ToWorld(pair.Pixel)))];

    private static void CheckFrame(SizePx frame)
    {
        if (!frame.IsValid)
        {
            throw Refused($"Cannot calibrate a video of {frame}.", "Width and height must be at least 1.", "Give the size of the frame, width first, as in --frame-size 640x480.");
        }
    }

    private static string Say(string unit) => unit.Length == 0 ? "no unit" : $"'{unit}'";

    private static FathomException Refused(string what, string why, string how) => new(ExitCode.Usage, what, why, how);
}
