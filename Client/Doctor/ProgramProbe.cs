using System.Collections.Generic;
using System.IO;
using Fathom.Client.Processes;
using Fathom.Decode;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Doctor;

/// <summary>Looks for the sibling programs and for where settings come from.</summary>
internal static class ProgramProbe
{
    public static IReadOnlyList<LibraryReport> Run(string configurationFile) =>
    [
        Sibling(CheckNames.Server, "It is needed by 'fathom demo' and 'fathom serve'."),
        Sibling("fathom-bench", "It is needed by 'fathom bench' only."),
        File.Exists(configurationFile)
            ? new LibraryReport("configuration file", ProbeStatus.Works, configurationFile, null)
            : new LibraryReport("configuration file", ProbeStatus.Found, $"none at {configurationFile}; defaults hold", null),
    ];

    private static LibraryReport Sibling(string name, string purpose)
    {
        try
        {
            return new LibraryReport(name, ProbeStatus.Works, SiblingExecutable.Find(name).FileName, null);
        }
        catch (FathomException error)
        {
            return new LibraryReport(name, ProbeStatus.Missing, $"{error.Why} {purpose}", error.How);
        }
    }
}
