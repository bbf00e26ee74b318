using System;
using System.IO;

namespace Fathom.VolumeServer.Serving;

/// <summary>Where a path really leads once every link on the way has been followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; null when nothing is there or the links go round in circles.</summary>
    public static string? Of(string path)
    {
        int links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    /// <summary>Whether a path lies at or below a folder, both without links.</summary>
    public static bool IsBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Follow(string full, ref int links)
    {
        string root = Path.GetPathRoot(full) ?? "/";
        string real = root;
        foreach (string part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is { } target)
            {
                if (++links > MostLinks || Follow(Path.GetFullPath(target, real), ref links) is not { } followed)
                {
                    return null;
                }

                next = followed;
            }
            else if (!info.Exists)
            {
                return null;
            }

            real = next;
        }

        return real;
    }
}
