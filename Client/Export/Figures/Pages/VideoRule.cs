using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Drawing;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>The one rule about videos on pages: they are never there, not as files and not in the pictures, and it is said once.</summary>
internal static class VideoRule
{
    /// <summary>The placement without its videos; tracks stay where their video put them.</summary>
    public static OverlayPlacement? Without(OverlayPlacement? placement) =>
        placement is null ? null : placement with { Overlays = [.. placement.Overlays.Where(static overlay => overlay is not PlacedVideo)] };

    /// <summary>What the user is told; null where there is no video.</summary>
    public static FathomException? Notice(IEnumerable<PlacedOverlay> overlays)
    {
        string[] videos = [.. overlays.OfType<PlacedVideo>().Select(static video => Path.GetFileName(Path.TrimEndingDirectorySeparator(video.Spec.Path)))];
        return videos.Length == 0 ? null : new FathomException(
            ExitCode.Ok,
            $"The {(videos.Length == 1 ? "video" : "videos")} {string.Join(", ", videos)} {(videos.Length == 1 ? "is" : "are")} not in the page.",
            "A page of pictures holds no video, and a few of its frames would not be the recording. Tracks, points and all else are drawn.",
            "Write a movie with 'fathom export movie', or one picture with the video's frame in it with 'fathom export still'.");
    }
}
