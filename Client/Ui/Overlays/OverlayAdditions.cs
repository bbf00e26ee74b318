using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Ui;

/// <summary>Finds out on the pool what files are that the user wants to add: the window never waits for a disk.</summary>
/// <remarks>Threads: main thread; answers come through a queue, and a wake says that there is one.</remarks>
internal sealed class OverlayAdditions(Action wake)
{
    private readonly ConcurrentQueue<OverlayAddition> _answers = new();

    /// <summary>Begins to look at files.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="present">The overlays that there are.</param>
    public void Begin(ImmutableArray<string> paths, ImmutableArray<OverlaySpec> present) => _ = Task.Run(() =>
    {
        _answers.Enqueue(LookSafely(paths, present));
        wake();
    });

    /// <summary>An answer, if one has come.</summary>
    public bool TryTake([NotNullWhen(true)] out OverlayAddition? addition) => _answers.TryDequeue(out addition);

    /// <summary>What files are: overlays, a calibration, or nothing that could be added.</summary>
    public static OverlayAddition Look(ImmutableArray<string> paths, ImmutableArray<OverlaySpec> present)
    {
        var specs = new List<OverlaySpec>();
        var errors = new List<(string Path, FathomException Error)>();
        string? calibration = null;
        foreach (string path in paths)
        {
            try
            {
                if (IsCalibration(path))
                {
                    calibration = IsBesideOne(path, paths) ? calibration : path;
                }
                else
                {
                    specs.AddRange(Read(path, present.Concat(specs).Select(static spec => spec.Id)));
                }
            }
            catch (FathomException error)
            {
                errors.Add((path, error));
            }
        }

        return new OverlayAddition([.. WithVideo(specs, present)], calibration, Text(errors, paths.Length));
    }

    private static OverlayAddition LookSafely(ImmutableArray<string> paths, ImmutableArray<OverlaySpec> present)
    {
        try
        {
            return Look(paths, present);
        }

        // Boundary: the outermost wrapper of work on files that anybody may have written; without it nothing would ever be said of them.
        catch (Exception error)
        {
            return new OverlayAddition([], null, $"The files could not be looked at ({error.GetType().Name}: {error.Message}). This is a mistake in Fathom: please report it with them.");
        }
    }

    private static ImmutableArray<OverlaySpec> Read(string path, IEnumerable<string> taken)
    {
        // FFmpeg would take a plain text for a video of a terminal.
        if (Path.GetExtension(Path.TrimEndingDirectorySeparator(path)).ToLowerInvariant() is ".txt" or ".md" or ".pdf" or ".docx" or ".xlsx" or ".xls" or ".zip" or ".gz" or ".tar" or ".zarr" or ".n5")
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot lay {Path.GetFileName(path)} over the scene.", "It is neither a video nor a table of tracks.", "Add a video, a table of tracks (CSV) or a list of overlays (JSON).");
        }

        return OverlayFile.Read(path, taken);
    }

    /// <summary>Files are told by what they hold: any JSON with a transform is a calibration.</summary>
    private static bool IsCalibration(string path)
    {
        if (OverlayFileKinds.Of(path) == OverlayFileKind.Calibration)
        {
            CalibrationDocument.Read(path);
            return true;
        }

        if (OverlayFileKinds.Of(path) != OverlayFileKind.List)
        {
            return false;
        }

        try
        {
            CalibrationDocument.Read(path);
            return true;
        }
        catch (FathomException)
        {
            return false;
        }
    }

    private static bool IsBesideOne(string calibration, ImmutableArray<string> paths) => paths.Any(path => CalibrationDocument.PathBeside(path) == calibration);

    /// <summary>Tracks in pixels belong to the video that they came with, where there is only one that could be meant.</summary>
    private static IEnumerable<OverlaySpec> WithVideo(List<OverlaySpec> specs, ImmutableArray<OverlaySpec> present)
    {
        string[] videos = [.. specs.OfType<VideoOverlaySpec>().Select(static spec => spec.Id)];
        videos = videos.Length > 0 ? videos : [.. present.OfType<VideoOverlaySpec>().Select(static spec => spec.Id)];
        return specs.Select(spec => spec is TracksOverlaySpec { Of: null, CalibrationPath: null } tracks && videos.Length == 1 && IsInPixels(tracks.Path) ? tracks with { Of = videos[0] } : spec);
    }

    private static bool IsInPixels(string path)
    {
        try
        {
            return TrackFile.Read(path).IsPixels;
        }
        catch (FathomException)
        {
            // The overlay itself will say what is wrong with its file.
            return false;
        }
    }

    private static string? Text(List<(string Path, FathomException Error)> errors, int count)
    {
        if (errors.Count == 0)
        {
            return null;
        }

        FathomException first = errors[0].Error;
        return errors.Count == 1
            ? $"{first.What} {first.Why} {first.How}"
            : $"{errors.Count} of {count} files could not be added: {string.Join(", ", errors.Take(5).Select(static error => Path.GetFileName(error.Path)))}{(errors.Count > 5 ? " …" : string.Empty)}. The first: {first.Why} {first.How}";
    }
}
