using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Sessions;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Overlays.Specs;

/// <summary>Turns a file that somebody named, dropped or chose into overlays: a video, a table of tracks, or a list of overlays.</summary>
internal static class OverlayFile
{
    private const long LargestList = 4 << 20;

    /// <summary>Reads what a path means; throws what the user is told when it is no overlay. Videos are not opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="takenIds">Names that others have.</param>
    public static ImmutableArray<OverlaySpec> Read(string path, IEnumerable<string> takenIds)
    {
        var taken = new HashSet<string>(takenIds, StringComparer.Ordinal);
        if (!File.Exists(path) && !LocalSources.MeansImages(path))
        {
            throw Refused(path, "There is no such file.", "Check the path.");
        }

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => List(path, taken),
            ".csv" or ".tsv" => [new TracksOverlaySpec { Id = FreeId(path, taken), Path = path }],
            _ => [new VideoOverlaySpec { Id = FreeId(path, taken), Path = path }],
        };
    }

    /// <summary>A name for a file that nobody has yet: mouse, mouse-2, mouse-3.</summary>
    public static string FreeId(string path, IReadOnlySet<string> taken)
    {
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
        name = name.Length > 0 ? name : "overlay";
        return !taken.Contains(name) ? name : Enumerable.Range(2, taken.Count + 1).Select(number => $"{name}-{number}").First(free => !taken.Contains(free));
    }

    /// <summary>A list, or a session file with one; its paths are beside it.</summary>
    private static ImmutableArray<OverlaySpec> List(string path, HashSet<string> taken)
    {
        StateValue content;
        try
        {
            content = new FileInfo(path).Length <= LargestList ? SessionJson.Read(File.ReadAllBytes(path)) : throw Refused(path, "It is larger than 4 MiB.", "A list of overlays is a short text; see docs/overlays.md.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw Refused(path, error.Message, "A list of overlays is a JSON list; see docs/overlays.md.");
        }

        if (content is MapValue map)
        {
            content = map["transform"] is not null
                ? throw Refused(path, "It is a calibration, which says where a video lies.", $"Name its video, as in --overlay mouse.mp4 --calibration {Path.GetFileName(path)}.")
                : map[OverlaySpecValues.Key] ?? throw Refused(path, $"It is neither a list of overlays nor a session with some (member '{OverlaySpecValues.Key}').", "See docs/overlays.md for its form.");
        }

        var specs = ImmutableArray.CreateBuilder<OverlaySpec>();
        foreach (OverlaySpec spec in OverlaySpecValues.Read(content))
        {
            specs.Add(taken.Add(spec.Id) ? OverlayPaths.Resolved(spec, path) : throw Refused(path, $"It has an overlay '{spec.Id}', and there is one of that name.", "Give it another 'id'."));
        }

        return specs.ToImmutable();
    }

    private static FathomException Refused(string path, string why, string how) => new(ExitCode.Usage, $"Cannot show {path} as an overlay.", why, how);
}
