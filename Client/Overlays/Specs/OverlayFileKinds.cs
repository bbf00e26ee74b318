using System;
using System.Collections.Frozen;
using System.IO;

namespace Fathom.Client.Overlays.Specs;

/// <summary>Which endings mean what. Videos of other endings open all the same when they are named; these are the ones that are offered.</summary>
internal static class OverlayFileKinds
{
    private const string Calibration = ".calibration.json";

    private static readonly FrozenSet<string> s_videos = FrozenSet.ToFrozenSet(
        [
            ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".ts", ".mts", ".m2ts", ".flv", ".gif", ".mpg", ".mpeg", ".wmv", ".ogv", ".mj2", ".mxf", ".3gp", ".h264", ".264", ".h265",
            ".265", ".hevc", ".mjpeg", ".mjpg", ".npy",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_tables = FrozenSet.ToFrozenSet([".csv", ".tsv"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What a file's name says.</summary>
    public static OverlayFileKind Of(string path)
    {
        if (path.EndsWith(Calibration, StringComparison.OrdinalIgnoreCase))
        {
            return OverlayFileKind.Calibration;
        }

        string ending = Path.GetExtension(path);
        return s_videos.Contains(ending) ? OverlayFileKind.Video
            : s_tables.Contains(ending) ? OverlayFileKind.Tracks
            : ending.Equals(".json", StringComparison.OrdinalIgnoreCase) ? OverlayFileKind.List : OverlayFileKind.Other;
    }

    /// <summary>The word for it; null for nothing.</summary>
    public static string? NameOf(OverlayFileKind kind) => kind switch
    {
        OverlayFileKind.Video => "video",
        OverlayFileKind.Tracks => "tracks",
        OverlayFileKind.List => "list",
        OverlayFileKind.Calibration => "calibration",
        _ => null,
    };
}
