using System;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>Where paths really lead, once every link in them has been followed.</summary>
internal static class LinkTargets
{
    private const int MostLinks = 40;

    /// <summary>The path without any link in it. A circle of links is an <see cref="IOException"/>.</summary>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        int followed = 0;
        string done = Path.GetPathRoot(full)!;
        string[] parts = full[done.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string next = Path.Combine(done, parts[i]);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                done = next;
                continue;
            }

            if (++followed > MostLinks)
            {
                throw new IOException($"Too many links on the way to {path}.");
            }

            // Start again with what the link stands for; its target may hold links as well.
            string whole = Path.GetFullPath(Path.Combine(done, target, Path.Combine(parts[(i + 1)..])));
            done = Path.GetPathRoot(whole)!;
            parts = whole[done.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
            i = -1;
        }

        return done;
    }

    /// <summary>The same; null when nothing is there or the links go round in circles.</summary>
    public static string? ResolveExisting(string path)
    {
        try
        {
            string real = Resolve(path);
            return Path.Exists(real) ? real : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Throws where a link on the way to a file leads out of the folder that may be served; null = links are the user's business.</summary>
    public static void RequireInside(string path, string? confinedTo)
    {
        if (confinedTo is not null && !IsInside(Resolve(confinedTo), Resolve(path)))
        {
            throw new FathomException(ExitCode.Rejected, $"Cannot read {path}.", "A link leads out of the folder that may be served.", "Move the data below the root, or widen --root.");
        }
    }

    /// <summary>Whether a resolved path is the folder itself or below it.</summary>
    public static bool IsInside(string folder, string path)
    {
        string prefix = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || prefix.Length == 0 || path[prefix.Length] == Path.DirectorySeparatorChar);
    }
}
