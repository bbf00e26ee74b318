using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.Decode.Native;

/// <summary>Maps the library names used by this assembly's imports to handles. One resolver for the assembly, as the runtime demands.</summary>
internal static class NativeLibraries
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, nint> s_handles = new(StringComparer.Ordinal);
    private static bool s_installed;

    /// <summary>Binds an import name to a loaded library, for good: the runtime resolves each name once.</summary>
    internal static void Bind(string importName, nint handle)
    {
        lock (s_lock)
        {
            s_handles[importName] = handle;
            if (!s_installed)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
                s_installed = true;
            }
        }
    }

    /// <summary>Opens the first candidate that loads.</summary>
    internal static bool TryLoad(IEnumerable<string> candidates, out nint handle, out string name)
    {
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out handle))
            {
                name = candidate;
                return true;
            }
        }

        handle = 0;
        name = "";
        return false;
    }

    /// <summary>What a versioned library is called on this system, most specific first.</summary>
    internal static IEnumerable<string> Candidates(string name, int major, string? directory = null)
    {
        string file = OperatingSystem.IsWindows() ? $"{name}-{major}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{name}.{major}.dylib"
            : $"lib{name}.so.{major}";
        if (directory is not null)
        {
            yield return System.IO.Path.Combine(directory, file);
            yield break;
        }

        yield return file;
        if (OperatingSystem.IsMacOS())
        {
            yield return "/opt/homebrew/lib/" + file;
            yield return "/usr/local/lib/" + file;
        }
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        lock (s_lock)
        {
            return s_handles.GetValueOrDefault(libraryName);
        }
    }
}
