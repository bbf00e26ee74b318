using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fathom.Client.Tests.House;

/// <summary>The checkout that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The projects that make up the product; tests and build tools are held less strictly.</summary>
    public static readonly string[] ProductFolders = ["Protocol", "Decode", "Render", "Client", "tools/VolumeServer", "tools/ImpairmentProxy"];

    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Sources of the given folders as path relative to the root and lines.</summary>
    public static IEnumerable<(string Name, string[] Lines)> Sources(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path(folder.Split('/')), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let name = System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
        select (name, File.ReadAllLines(file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Fathom.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
