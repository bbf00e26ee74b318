using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Timing;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>Tracks or points as a file has them.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Tracks">What was followed.</param>
/// <param name="IsPixels">Whether places are pixels of a video's whole frame; else they are in the world.</param>
/// <param name="Unit">The world's unit; "" for the scene's own.</param>
/// <param name="Clock">What the times count.</param>
/// <param name="IsPoints">Whether points of one time have nothing to do with those of the next one: then there are no trails.</param>
internal sealed record TrackSet(string Name, ImmutableArray<Track> Tracks, bool IsPixels, string Unit, TrackClock Clock, bool IsPoints)
{
    /// <summary>The tracks in the world and on the clock of a scene.</summary>
    /// <param name="sceneUnit">The unit of the scene's displayed axes.</param>
    /// <param name="calibration">Of the video, for pixels.</param>
    /// <param name="frameTimes">When each frame was, for times that count frames: of the video where there is one, else of the scene.</param>
    /// <param name="line">How the video's clock reads on the scene's; the same for tracks that were not made from a video.</param>
    public ImmutableArray<PlacedTrack> Place(string sceneUnit, VideoCalibration? calibration, IReadOnlyList<double>? frameTimes, TimeLine line)
    {
        Affine2 map = MapTo(sceneUnit, calibration);
        return [.. Tracks.Select(track => new PlacedTrack(
            track.Id,
            track.Color,
            [.. track.Times.Select(time => line.ToScene(Seconds(time, frameTimes)))],
            [.. track.X.Zip(track.Y, (x, y) => map.ToWorld(new PointPx(x, y)))]))];
    }

    private Affine2 MapTo(string sceneUnit, VideoCalibration? calibration)
    {
        if (IsPixels)
        {
            return calibration?.In(sceneUnit).Map ?? throw new FathomException(
                ExitCode.Usage, $"Cannot place the tracks of {Name}.", "They are in pixels of a video, and no calibration is there.", "Calibrate the video ('fathom calibrate'), or give places in the world (columns x_cm, y_cm).");
        }

        double factor = 1;
        return Unit.Length == 0 || WorldUnits.FullName(Unit) == WorldUnits.FullName(sceneUnit) || (WorldUnits.IsLength(Unit) && WorldUnits.TryConvert(1, Unit, sceneUnit, out factor))
            ? Affine2.Scale(factor)
            : throw new FathomException(
                ExitCode.Usage, $"Cannot place the tracks of {Name}.", $"They are in {Unit}, and the scene is in {(sceneUnit.Length == 0 ? "no unit" : sceneUnit)}.", "Give places in the scene's unit (columns x, y).");
    }

    private double Seconds(double time, IReadOnlyList<double>? frameTimes)
    {
        if (Clock == TrackClock.Seconds)
        {
            return time;
        }

        int frame = (int)time;
        return frameTimes is not null && frame < frameTimes.Count ? frameTimes[frame] : throw new FathomException(
            ExitCode.Usage,
            $"Cannot place the tracks of {Name} in time.",
            frameTimes is null
                ? "They count frames, and neither a video nor the scene tells when its frames are."
                : string.Create(CultureInfo.InvariantCulture, $"They name frame {frame}, and there are {frameTimes.Count} frames, from 0."),
            "Give a column t in seconds.");
    }
}
