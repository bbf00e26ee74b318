using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Protocol.Configuration;

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

    /// <summary>What a library may be called here. The variable FATHOM_GL_PATH names a folder that is looked into instead of the system's.</summary>
    internal static IEnumerable<string> Candidates(string linux, string windows, string mac)
    {
        string file = OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? mac : linux;
        if (ProcessEnvironment.Get("FATHOM_GL_PATH") is { } folder)
        {
            return [Path.Combine(folder, file)];
        }

        return OperatingSystem.IsMacOS() ? [file, "/opt/homebrew/lib/" + file, "/usr/local/lib/" + file] : [file];
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        lock (s_lock)
        {
            return s_handles.GetValueOrDefault(libraryName);
        }
    }
}
