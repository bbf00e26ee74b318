using System;
using System.IO;

namespace Fathom.Client.Overlays.Specs;

/// <summary>Paths of overlays in files: those beside the file or below it are written relative to it, so that all of it can be moved or sent together.</summary>
internal static class OverlayPaths
{
    /// <summary>A spec with paths that can be opened, from one that was read from a file.</summary>
    public static OverlaySpec Resolved(OverlaySpec spec, string file) => spec with
    {
        Path = Resolve(spec.Path, file),
        CalibrationPath = spec.CalibrationPath is { } calibration ? Resolve(calibration, file) : null,
    };

    /// <summary>A spec with paths as they are written into a file.</summary>
    public static OverlaySpec Relative(OverlaySpec spec, string file) => spec with
    {
        Path = Shorten(spec.Path, file),
        CalibrationPath = spec.CalibrationPath is { } calibration ? Shorten(calibration, file) : null,
    };

    private static string Resolve(string path, string file) => Path.IsPathFullyQualified(path) ? path : Path.Combine(FolderOf(file), path);

    private static string Shorten(string path, string file)
    {
        string full = Path.GetFullPath(path), relative = Path.GetRelativePath(FolderOf(file), full);
        return Path.IsPathFullyQualified(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetFullPath(file);
}
