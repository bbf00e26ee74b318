using System;
using System.Diagnostics;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Processes;

/// <summary>Finds the programs that are installed beside this one.</summary>
internal static class SiblingExecutable
{
    /// <summary>How to start <paramref name="name"/>; the caller adds arguments and redirections.</summary>
    public static ProcessStartInfo Find(string name, string? directory = null)
    {
        directory ??= AppContext.BaseDirectory;
        string native = Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        if (File.Exists(native))
        {
            return new ProcessStartInfo(native) { UseShellExecute = false };
        }

        // A framework-dependent build without its native launcher.
        string managed = Path.Combine(directory, name + ".dll");
        if (File.Exists(managed))
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
            start.ArgumentList.Add(managed);
            return start;
        }

        throw new FathomException(
            ExitCode.MissingLibrary,
            $"Cannot start {name}.",
            $"It is not in {directory}, where this program is.",
            "Build everything with ./build.sh build and use the programs in artifacts/bin, or install the whole package.");
    }
}
