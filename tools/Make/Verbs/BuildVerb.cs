using System;
using System.Diagnostics;
using System.IO;

namespace Fathom.Make.Verbs;

/// <summary>Builds everything and lays the programs side by side into artifacts/bin.</summary>
internal static class BuildVerb
{
    private static readonly string[] s_programs = ["Client", "VolumeServer", "Bench", "ImpairmentProxy", "Fuzz", "LayoutProbe"];

    public static void Run(Repository repository)
    {
        var watch = Stopwatch.StartNew();
        Shell.Quiet(
            repository.Root, "The build failed.", 1, "Mend the errors above; warnings count as errors.",
            "dotnet", "build", repository.Solution, "-c", "Release", "-v", "q", "-nologo", "-nodeReuse:false");
        var copied = 0;
        foreach (var program in s_programs)
        {
            copied += Lay(repository.BuildOutput(program), repository.Bin);
        }

        if (copied > 0)
        {
            Console.WriteLine($"build: artifacts/bin is up to date ({watch.Elapsed.TotalSeconds:0} s)");
        }
    }

    /// <summary>Copies what is new or changed; the newest file of a name wins, since several outputs hold the same libraries.</summary>
    private static int Lay(string from, string to)
    {
        var copied = 0;
        foreach (var source in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, source);
            if (relative.EndsWith(".xml", StringComparison.Ordinal) || relative.EndsWith(".pdb", StringComparison.Ordinal))
            {
                continue;
            }

            var target = Path.Combine(to, relative);
            if (File.Exists(target) && File.GetLastWriteTimeUtc(target) >= File.GetLastWriteTimeUtc(source) && new FileInfo(target).Length == new FileInfo(source).Length)
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);

            // A program that runs from here keeps its old file: the name is given to a new one.
            File.Delete(target);
            File.Copy(source, target);
            copied++;
        }

        return copied;
    }
}
