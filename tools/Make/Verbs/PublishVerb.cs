using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Fathom.Make.Verbs;

/// <summary>Publishes the programs as single files, compiled ahead, for Linux and Windows; runs the ones made for this system.</summary>
internal static class PublishVerb
{
    private static readonly string[] s_targets = ["linux-x64", "win-x64"];
    private static readonly (string Project, string Name)[] s_programs = [("Client/Client.csproj", "fathom"), ("tools/VolumeServer/VolumeServer.csproj", "fathom-server"), ("tools/ImpairmentProxy/ImpairmentProxy.csproj", "fathom-impair")];

    public static void Run(Repository repository)
    {
        foreach (var target in s_targets)
        {
            var folder = Path.Combine(repository.Artifacts, "publish", target);
            foreach (var (project, _) in s_programs)
            {
                Shell.Quiet(
                    repository.Root, $"Cannot publish {project} for {target}.", 1, "See the output above.",
                    "dotnet", "publish", Path.Combine(repository.Root, project), "-c", "Release", "-r", target, "--self-contained", "true", "-v", "q", "-nologo",
                    "-p:PublishSingleFile=true", "-p:PublishReadyToRun=true", "-p:IncludeNativeLibrariesForSelfExtract=true", "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false",
                    "-o", folder);
            }

            Console.WriteLine($"publish: artifacts/publish/{target}: {Smoke(repository, target, folder)}");
        }
    }

    private static string Smoke(Repository repository, string target, string folder)
    {
        if (target != "linux-x64" || !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "built, not run";
        }

        foreach (var (_, name) in s_programs)
        {
            Shell.Quiet(repository.Root, $"The published {name} does not start.", 1, "See the output above.", Path.Combine(folder, name), "--version");
        }

        Shell.Quiet(
            repository.Root, "The published demo does not run.", 1, "See the output above.",
            Path.Combine(folder, "fathom"), "demo", "--headless", "--seconds", "2", "--json", "-o", Path.Combine(repository.Artifacts, "publish", "smoke.png"));
        return "built and run";
    }
}
