using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace Fathom.Make.SystemPackages;

/// <summary>Looks at what the system has, by loading and finding things rather than by asking a package database.</summary>
internal static class SystemState
{
    public static IReadOnlyList<Need> Missing(NeedTier tier)
    {
        var missing = new List<Need>();
        foreach (var need in NeedTable.All)
        {
            if (need.Tier <= tier && !IsMet(need))
            {
                missing.Add(need);
            }
        }

        return missing;
    }

    private static bool IsMet(Need need)
    {
        foreach (var library in need.Libraries)
        {
            if (NativeLibrary.TryLoad(library, out var handle))
            {
                NativeLibrary.Free(handle);
                return true;
            }
        }

        foreach (var program in need.Programs)
        {
            if (Shell.Which(program) is not null)
            {
                return true;
            }
        }

        foreach (var (folder, pattern) in need.Files)
        {
            if (Directory.Exists(folder) && Contains(folder, pattern))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(string folder, string pattern)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 4 };
        foreach (var _ in Directory.EnumerateFiles(folder, pattern, options))
        {
            return true;
        }

        return false;
    }
}
