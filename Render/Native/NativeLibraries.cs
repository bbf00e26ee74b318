using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.Render.Native;

/// <summary>Opens the libraries that this assembly imports from. One resolver for the assembly, as the runtime demands.</summary>
internal static class NativeLibraries
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, nint> s_handles = new(StringComparer.Ordinal);
    private static bool s_installed;

    /// <summary>Binds an import name to the first candidate that loads; false when none does.</summary>
    internal static bool TryBind(string importName, IEnumerable<string> candidates)
    {
        lock (s_lock)
        {
            if (s_handles.ContainsKey(importName))
            {
                return true;
            }

            if (!s_installed)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
                s_installed = true;
            }

            foreach (string candidate in candidates)
            {
                if (NativeLibrary.TryLoad(candidate, out nint handle))
                {
                    s_handles[importName] = handle;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What a library may be called here.</summary>
    internal static IEnumerable<string> Candidates(string linux, string windows, string mac) => OperatingSystem.IsWindows()
        ? [windows]
        : OperatingSystem.IsMacOS() ? [mac, "/opt/homebrew/lib/" + mac, "/usr/local/lib/" + mac] : [linux];

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        lock (s_lock)
        {
            return s_handles.GetValueOrDefault(libraryName);
        }
    }
}
