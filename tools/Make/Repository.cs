using System;
using System.IO;

namespace Fathom.Make;

/// <summary>The places in the working tree that the verbs use.</summary>
internal sealed class Repository
{
    private Repository(string root) => Root = root;

    public string Root { get; }

    public string Solution => Path.Combine(Root, "Fathom.slnx");

    public string Artifacts => Path.Combine(Root, "artifacts");

    public string Bin => Path.Combine(Artifacts, "bin");

    public string TestResults => Path.Combine(Artifacts, "test");

    /// <summary>Walks up from the running tool to the folder that holds the solution.</summary>
    public static Repository Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fathom.slnx")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new MakeException(
            MakeException.Usage, "Cannot find the repository.", "No folder above the tool holds Fathom.slnx.", "Start it through build.sh or build.ps1 of a checkout.");
    }

    public string BuildOutput(string project) => Path.Combine(Artifacts, "build", "bin", project, "release");

    public string Executable(string name) => Path.Combine(Bin, OperatingSystem.IsWindows() ? name + ".exe" : name);
}
