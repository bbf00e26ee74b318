using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>All overlays of a scene in their places, the lowest first: worked out once, shared by all who draw.</summary>
/// <remarks>Immutable and without handles: who draws opens what that takes.</remarks>
/// <param name="Scene">The scene under them.</param>
/// <param name="Overlays">What is drawn, the lowest first.</param>
internal sealed record OverlayPlacement(SceneFacts Scene, ImmutableArray<PlacedOverlay> Overlays)
{
    /// <summary>What the user should know, each line with the overlay that it is about.</summary>
    public IEnumerable<string> Warnings => Overlays.SelectMany(static overlay => overlay.Warnings.Select(warning => Named(overlay.Spec.Id, warning)));

    /// <summary>Places overlays; throws what the user is told about the first one that cannot be placed. Reads files: not for a thread that draws.</summary>
    /// <param name="specs">What was asked for, the lowest first.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="open">Opens a video; null for the usual way. What it opens is disposed here.</param>
    public static OverlayPlacement Of(IEnumerable<OverlaySpec> specs, SceneFacts scene, Func<VideoOverlaySpec, OverlayVideoReader>? open = null)
    {
        OverlaySpec[] asked = [.. specs];
        var placed = new Dictionary<string, PlacedOverlay>();
        var origins = new Dictionary<string, VideoOrigin>();
        foreach (VideoOverlaySpec video in asked.OfType<VideoOverlaySpec>())
        {
            using OverlayVideoReader reader = (open ?? Open)(video);
            AlignedVideo aligned = AlignedVideo.Of(video, reader.OriginalSize, reader.Timestamps.Span, scene);
            placed.Add(video.Id, new PlacedVideo(aligned, reader.FrameCount) { Warnings = [.. reader.Warnings, .. aligned.Warnings] });
            origins.Add(video.Id, new VideoOrigin(aligned.Calibration, [.. reader.Timestamps.Span], video.Clock));
        }

        foreach (TracksOverlaySpec tracks in asked.OfType<TracksOverlaySpec>())
        {
            VideoOrigin? origin = TracksPlacing.VideoOf(tracks, asked) is not { } of ? null : origins.GetValueOrDefault(of) ?? throw TracksPlacing.NoVideo(tracks, $"They were made from '{of}', and there is no video of that name.");
            placed.Add(tracks.Id, TracksPlacing.Of(tracks, TrackFile.Read(tracks.Path), scene, origin));
        }

        return new OverlayPlacement(scene, [.. asked.Select(spec => placed[spec.Id])]);
    }

    /// <summary>Opens the video of an overlay as it was placed.</summary>
    public static OverlayVideoReader Open(VideoOverlaySpec spec) => OverlayVideoReader.Open(spec.Path, Options(spec, AlignedVideo.ReadingOf(spec)));

    /// <summary>How a video is opened.</summary>
    public static VideoReaderOptions Options(VideoOverlaySpec spec, FrameReading reading) => new() { Crop = reading.Crop, Downsample = reading.Downsample, FrameRate = spec.FrameRate ?? 0 };

    /// <summary>The step of a scene's time axis, by which all overlays choose what they show; 0 where there is none.</summary>
    /// <param name="dims">The dims of the server.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="step">What a picture shows along each axis.</param>
    public static int SceneFrameOf(NotifyDims dims, LayersModel layers, ReadOnlySpan<int> step)
    {
        var world = new WorldAxes();
        world.Update(layers);
        int axis = SceneFactsReader.TimeAxis(dims, world);
        return axis >= 0 && axis < step.Length ? step[axis] : 0;
    }

    /// <summary>A warning that says which overlay it is about.</summary>
    public static string Named(string id, string warning) => warning.Contains($"'{id}'", StringComparison.Ordinal) ? warning : $"'{id}': {warning}";
}
