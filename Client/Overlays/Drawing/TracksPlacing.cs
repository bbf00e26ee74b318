using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Overlays.Tracks;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Puts tracks into the place and time of a scene.</summary>
internal static class TracksPlacing
{
    /// <summary>Places tracks; throws what the user is told when they cannot be placed.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="set">What the file holds.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="origin">The video that they were made from; null for none.</param>
    public static PlacedTracks Of(TracksOverlaySpec spec, TrackSet set, SceneFacts scene, VideoOrigin? origin)
    {
        spec.Checked();
        scene.CheckFlat(spec.Id);
        origin = spec.Of is not null || set.IsPixels ? origin : null;
        VideoCalibration? calibration = origin?.Calibration ?? (spec.CalibrationPath is { } path ? CalibrationDocument.Read(path).Calibration : null);
        bool follows = !scene.FrameTimes.IsDefaultOrEmpty;

        // The tracks' own offset and rate come after those of their video: usually there is only one of both.
        TimeLine video = origin?.Clock ?? TimeLine.Same;
        var line = new TimeLine(spec.Clock.ToScene(video.Offset), spec.Clock.Rate * video.Rate);
        IReadOnlyList<double>? frames = origin is { } from ? from.FrameTimes : follows ? scene.FrameTimes : Numbers(set);
        ImmutableArray<PlacedTrack> placed = set.Place(scene.Unit, calibration, frames, line);
        ImmutableArray<double> times = follows ? scene.FrameTimes : [.. placed.SelectMany(static track => track.Times).Distinct().Order()];
        return new PlacedTracks(spec, placed, times, follows, set.IsPoints)
        {
            IsCalibrated = !set.IsPixels || calibration is { IsCalibrated: true },
            Warnings = Warnings(spec, placed, scene, follows),
        };
    }

    /// <summary>The video that tracks were made from: the one that is named, else the nearest one below them, else the first; null where there is none. Places in
    /// the world do not need it.</summary>
    public static string? VideoOf(TracksOverlaySpec spec, IEnumerable<OverlaySpec> all)
    {
        if (spec.Of is not null)
        {
            return spec.Of;
        }

        OverlaySpec[] list = [.. all];
        int place = Array.FindIndex(list, other => other.Id == spec.Id);
        OverlaySpec? video = list.Take(Math.Max(0, place)).LastOrDefault(static other => other is VideoOverlaySpec) ?? list.FirstOrDefault(static other => other is VideoOverlaySpec);
        return video?.Id;
    }

    /// <summary>Refuses what was made from a video that is not there.</summary>
    public static FathomException NoVideo(TracksOverlaySpec spec, string why) => new(
        ExitCode.Usage, $"Cannot place the tracks '{spec.Id}'.", why, "Add the video, or leave 'of' out where the places are those of the world.");

    /// <summary>Without any clock only the order of frames counts.</summary>
    private static double[]? Numbers(TrackSet set) =>
        set.Clock == TrackClock.Seconds ? null : [.. Enumerable.Range(0, 1 + (int)set.Tracks.SelectMany(static track => track.Times).DefaultIfEmpty().Max()).Select(static frame => (double)frame)];

    private static ImmutableArray<string> Warnings(TracksOverlaySpec spec, ImmutableArray<PlacedTrack> tracks, SceneFacts scene, bool follows)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (!follows)
        {
            warnings.Add($"'{spec.Id}' does not move with the scene. No axis of the scene is one of time with a unit. Choose the frame by hand.");
        }
        else if (tracks.All(track => track.Times.IsEmpty || track.Times[0] > scene.FrameTimes.Max() || track.Times[^1] < scene.FrameTimes.Min()))
        {
            warnings.Add($"'{spec.Id}' is never seen: none of its times lies in the scene's, from {TimeRange.Of(scene.FrameTimes.AsSpan())}. Give an offset between both clocks.");
        }

        bool isInside = tracks.Any(track => track.Points.Any(place => place.IsFinite && scene.Bounds.Contains(place)));
        if (!isInside)
        {
            warnings.Add($"'{spec.Id}' is never seen: none of its places lies in the scene ({scene.Bounds}). Check its unit and its calibration.");
        }

        return warnings.ToImmutable();
    }
}
