using System;
using System.Collections.Immutable;
using System.IO;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Timing;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Specs;

/// <summary>A video in its place and time in one scene: everything that drawing and exporting must know of it, worked out once.</summary>
/// <remarks>Immutable and without handles. A worker opens its own reader from <see cref="Spec"/> and <see cref="Reading"/>.</remarks>
/// <param name="Spec">What was asked for.</param>
/// <param name="Calibration">Where whole frames lie, in the scene's unit.</param>
/// <param name="Reading">Which part of the frames is read.</param>
/// <param name="Map">From the pictures that are read to the world.</param>
/// <param name="Quad">Where the corners of these pictures lie.</param>
/// <param name="Alignment">Which frame belongs to each step of the scene; null where the scene has no times.</param>
/// <param name="Coverage">How much of the scene it covers.</param>
/// <param name="Warnings">What the user should know.</param>
internal sealed record AlignedVideo(
    VideoOverlaySpec Spec, VideoCalibration Calibration, FrameReading Reading, Affine2 Map, WorldQuad Quad, VideoAlignment? Alignment, SceneCoverage Coverage, ImmutableArray<string> Warnings)
{
    /// <summary>Places a video; throws what the user is told when it cannot be placed.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="frame">The size of the video's whole frames.</param>
    /// <param name="videoTimes">When each frame is, on the video's clock.</param>
    /// <param name="scene">The scene.</param>
    public static AlignedVideo Of(VideoOverlaySpec spec, SizePx frame, ReadOnlySpan<double> videoTimes, SceneFacts scene)
    {
        spec.Checked();
        scene.CheckFlat(spec.Id);
        CalibrationDocument? document = Document(spec, frame);
        FrameReading reading = ReadingOf(spec, document);
        reading.Check(frame);
        var warnings = ImmutableArray.CreateBuilder<string>();
        VideoCalibration calibration = Place(spec, document, frame, scene);
        warnings.AddRange(calibration.Warnings);
        if (!calibration.IsCalibrated && document is not null)
        {
            warnings.Add($"The calibration of '{spec.Id}' is not used. The scene does not say in which unit its axes are measured, so {document.Calibration.Unit} cannot be laid over it (fallback). Show a dataset with units.");
        }

        VideoAlignment? alignment = null;
        if (scene.FrameTimes.IsDefaultOrEmpty)
        {
            warnings.Add($"'{spec.Id}' does not move with the scene. No axis of the scene is one of time with a unit. Choose the frame by hand.");
        }
        else
        {
            alignment = VideoAlignment.Of(videoTimes, scene.FrameTimes.AsSpan(), spec.Clock);
            warnings.AddRange(alignment.Warnings);
        }

        WorldQuad quad = calibration.Quad(reading);
        SceneCoverage coverage = SceneCoverage.Of(quad, scene.Bounds, scene.Unit, scene.Centres);
        if (coverage.Warning is { } uncovered)
        {
            warnings.Add(uncovered);
        }

        return new AlignedVideo(spec, calibration, reading, calibration.Effective(reading), quad, alignment, coverage, warnings.ToImmutable());
    }

    /// <summary>How a reader must be opened for the pictures that <see cref="Map"/> is for; before the video's size is known.</summary>
    public static FrameReading ReadingOf(VideoOverlaySpec spec)
    {
        string path = spec.CalibrationPath ?? CalibrationDocument.PathBeside(spec.Path);
        return ReadingOf(spec, spec.CalibrationPath is not null || File.Exists(path) ? CalibrationDocument.Read(path) : null);
    }

    private static FrameReading ReadingOf(VideoOverlaySpec spec, CalibrationDocument? document)
    {
        FrameReading kept = document?.Reading ?? FrameReading.Whole;
        return new FrameReading(spec.Crop ?? kept.Crop, spec.Downsample ?? kept.Downsample);
    }

    private static CalibrationDocument? Document(VideoOverlaySpec spec, SizePx frame)
    {
        string path = spec.CalibrationPath ?? CalibrationDocument.PathBeside(spec.Path);
        if (spec.CalibrationPath is null && !File.Exists(path))
        {
            return null;
        }

        CalibrationDocument document = CalibrationDocument.Read(path);
        document.CheckFits(frame, spec.Path);
        return document;
    }

    private static VideoCalibration Place(VideoOverlaySpec spec, CalibrationDocument? document, SizePx frame, SceneFacts scene)
    {
        // What was calibrated in a scene without units counts in that scene's own steps.
        if (document is not null && (scene.Unit.Length > 0 || document.Calibration.Unit.Length == 0))
        {
            return document.Calibration.In(scene.Unit);
        }

        // Only what is read is stretched: a cropped video fills the scene too.
        CropPx crop = ReadingOf(spec, document).CropIn(frame);
        double width = scene.Bounds.Width * frame.Width / crop.Width, height = scene.Bounds.Height * frame.Height / crop.Height;
        double left = scene.Bounds.MinX - (width * crop.X / frame.Width);
        double above = height * (scene.YUp ? frame.Height - crop.Y - crop.Height : crop.Y) / frame.Height;
        return VideoCalibration.Stretched(new WorldRect(left, scene.Bounds.MinY - above, left + width, scene.Bounds.MinY - above + height), scene.Unit, frame, scene.YUp);
    }
}
