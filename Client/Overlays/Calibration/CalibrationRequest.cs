using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>What a user gave to calibrate with, as text: one of three methods, and what goes with it.</summary>
internal sealed record CalibrationRequest
{
    private const string Methods = "--scale-bar x1,y1:x2,y2=50cm, --landmarks FILE.csv, or --scale 0.25cm";

    /// <summary>Two points of the frame and the length between them, x1,y1:x2,y2=50cm.</summary>
    public string? ScaleBar { get; init; }

    /// <summary>A file of landmarks, or landmarks.</summary>
    public string? Landmarks { get; init; }

    /// <summary>The side of a pixel, 0.25cm.</summary>
    public string? Scale { get; init; }

    /// <summary>Which pixel lies where, px,py=x,y, for the methods that give only a scale; null for the frame's lowest corner at 0,0.</summary>
    public string? Origin { get; init; }

    /// <summary>What a fit of landmarks may do.</summary>
    public LandmarkKind Kind { get; init; } = LandmarkKind.Similarity;

    /// <summary>The unit where the value has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether y points up in the world.</summary>
    public bool FlipY { get; init; } = true;

    /// <summary>Calibrates frames of a size; throws what the user is told.</summary>
    public VideoCalibration Calibrate(SizePx frame)
    {
        List<string> given = [.. new[] { (ScaleBar, "--scale-bar"), (Landmarks, "--landmarks"), (Scale, "--scale") }.Where(static method => method.Item1 is not null).Select(static method => method.Item2)];
        if (given.Count != 1)
        {
            throw new FathomException(
                ExitCode.Usage,
                given.Count == 0 ? "Cannot calibrate without a method." : $"Cannot calibrate with {string.Join(" and ", given)} together.",
                "Exactly one method says where the frames lie.",
                $"Give one of {Methods}.");
        }

        if (Unit is { } unit && !WorldUnits.IsLength(unit))
        {
            throw Mistake("--unit", unit, "It is no unit of length that is known.", "Write for example --unit cm, or the name that file formats use, --unit micrometer.");
        }

        if (Origin is { } origin && Landmarks is not null)
        {
            throw Mistake("--origin", origin, "Landmarks already say where the frames lie.", "Leave --origin out.");
        }

        return ScaleBar is { } bar ? Placed(FromScaleBar(bar, frame)) : Scale is { } scale ? Placed(FromScale(scale, frame)) : FromLandmarks(Landmarks!, frame);
    }

    private VideoCalibration Placed(VideoCalibration calibration)
    {
        if (Origin is not { } text)
        {
            return calibration;
        }

        string[] sides = text.Split('=');
        if (sides.Length != 2 || !PointText.TryParse(sides[0], out (double X, double Y) pixel) || !PointText.TryParse(sides[1], out (double X, double Y) world)
            || !new PointPx(pixel.X, pixel.Y).IsFinite || !new PointWorld(world.X, world.Y).IsFinite)
        {
            throw Mistake("--origin", text, "It is not a pixel, an equals sign and a place, each of two numbers.", "Write a pixel and where it lies in the world, in the unit of the scale: --origin 320,240=12.5,40.");
        }

        return calibration.PlacedAt(new(pixel.X, pixel.Y), new(world.X, world.Y));
    }

    private VideoCalibration FromScaleBar(string text, SizePx frame)
    {
        const string Form = "Write two points, a colon between, and the length with its unit: --scale-bar 100,200:300,200=50cm.";
        string[] sides = text.Split('=');
        string[] ends = sides[0].Split(':');
        if (sides.Length != 2 || ends.Length != 2 || !PointText.TryParse(ends[0], out (double X, double Y) from) || !PointText.TryParse(ends[1], out (double X, double Y) to)
            || !PointText.TryParseLength(sides[1], out double length, out string unit))
        {
            throw Mistake("--scale-bar", text, "It is not two points and a length.", Form);
        }

        return VideoCalibration.FromScaleBar(new(from.X, from.Y), new(to.X, to.Y), length, UnitOf("--scale-bar", text, unit), frame, FlipY);
    }

    private VideoCalibration FromScale(string text, SizePx frame) =>
        PointText.TryParseLength(text, out double length, out string unit)
            ? VideoCalibration.FromScale(length, UnitOf("--scale", text, unit), frame, FlipY)
            : throw Mistake("--scale", text, "It is not a number with a unit of length.", "Write the side of a pixel, as in --scale 0.25cm.");

    private VideoCalibration FromLandmarks(string text, SizePx frame)
    {
        (IReadOnlyList<LandmarkPair> pairs, string unit) = LandmarkFile.Read(text);
        return VideoCalibration.FromLandmarks(pairs, UnitOf("--landmarks", text, unit), frame, Kind, FlipY);
    }

    private string UnitOf(string option, string text, string written)
    {
        if (written.Length == 0 && Unit is null)
        {
            throw Mistake(option, text, "Nobody says in which unit it is.", "Add --unit cm, or write the unit behind the value.");
        }

        return written.Length == 0 || Unit is null || string.Equals(WorldUnits.FullName(written), WorldUnits.FullName(Unit), StringComparison.Ordinal)
            ? (written.Length == 0 ? Unit! : written)
            : throw Mistake(option, text, $"It is in {written}, and --unit says {Unit}.", "Leave one of the two out.");
    }

    private static FathomException Mistake(string option, string text, string why, string how) => new(ExitCode.Usage, $"'{text}' cannot be the value of {option}.", why, how);
}
