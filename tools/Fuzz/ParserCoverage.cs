using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Fathom.Fuzz;

/// <summary>
/// Measures how much of the parsers a run reaches: the same run, shorter, as a test under the coverage collector, whose report names every line.
/// </summary>
internal static class ParserCoverage
{
    /// <summary>Tells the test how long to run; without it, it runs only a moment.</summary>
    public const string SecondsVariable = "FATHOM_FUZZ_PASS_SECONDS";

    private const string TestName = "Fathom.Client.Tests.Fuzz.FuzzPassTests.The_parsers_keep_their_promises_on_generated_inputs";

    // Where bytes from outside become values. Writers in these files are reached too, since what is read is written again.
    private static readonly string[] s_parsers =
    [
        "Protocol/Json/JsonScanner.cs", "Protocol/Json/JsonText.cs", "Protocol/Json/StateValueReader.cs",
        "Protocol/Messages/*Reader.cs", "Protocol/Messages/FrameParts.cs", "Protocol/Messages/PayloadFields.cs",
        "Protocol/Pixel/PixelHeader.cs", "Protocol/Pixel/FrameView.cs", "Protocol/Pixel/PixelMessage.cs", "Protocol/Pixel/Nal*.cs",
        "Protocol/Pixel/BitReader.cs", "Protocol/Pixel/EmulationPrevention.cs", "Protocol/Pixel/Avc*.cs", "Protocol/Pixel/Hevc*.cs",
        "Protocol/Pixel/Av1*.cs", "Protocol/Pixel/ParameterSetList.cs", "Protocol/Recording/RecordingReader.cs",
    ];

    /// <summary>The share of parser lines reached, in percent, and a line of text for each file that is not reached in full; null with the reason when it cannot be measured.</summary>
    public static (double? Percent, IReadOnlyList<string> Details) Measure(string root, TimeSpan duration)
    {
        string folder = Path.Combine(root, "artifacts", "fuzz", "coverage");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        string settings = Path.Combine(folder, "fuzz.runsettings");
        File.WriteAllText(settings, Settings);
        string output = RunTest(root, folder, settings, duration);
        string? report = Directory.EnumerateFiles(folder, "coverage.cobertura.xml", SearchOption.AllDirectories).FirstOrDefault();
        return report is null ? (null, [output]) : Read(XDocument.Load(report));
    }

    private const string Settings = """
        <?xml version="1.0" encoding="utf-8"?>
        <RunSettings>
          <DataCollectionRunSettings>
            <DataCollectors>
              <DataCollector friendlyName="XPlat Code Coverage">
                <Configuration>
                  <Format>cobertura</Format>
                  <!-- Builds here are deterministic: their symbols name no folder of this machine. -->
                  <ExcludeAssembliesWithoutSources>None</ExcludeAssembliesWithoutSources>
                  <Include>[Fathom.Protocol]Fathom.Protocol.Json.*,[Fathom.Protocol]Fathom.Protocol.Messages.*,[Fathom.Protocol]Fathom.Protocol.Pixel.*,[Fathom.Protocol]Fathom.Protocol.Recording.*</Include>
                </Configuration>
              </DataCollector>
            </DataCollectors>
          </DataCollectionRunSettings>
        </RunSettings>
        """;

    internal static (double? Percent, IReadOnlyList<string> Details) Read(XDocument report)
    {
        var lines = new Dictionary<string, Dictionary<int, bool>>(StringComparer.Ordinal);
        foreach (XElement type in report.Descendants("class"))
        {
            string file = ((string?)type.Attribute("filename") ?? string.Empty).Replace('\\', '/');
            string? parser = s_parsers.Select(pattern => Match(file, pattern)).FirstOrDefault(match => match is not null);
            if (parser is null)
            {
                continue;
            }

            Dictionary<int, bool> reached = lines.TryGetValue(parser, out Dictionary<int, bool>? known) ? known : lines[parser] = [];
            foreach (XElement line in type.Elements("lines").Elements("line"))
            {
                int number = (int)line.Attribute("number")!;
                reached[number] = reached.GetValueOrDefault(number) || (long)line.Attribute("hits")! > 0;
            }
        }

        int all = lines.Values.Sum(reached => reached.Count);
        int hit = lines.Values.Sum(reached => reached.Values.Count(isHit => isHit));
        List<string> details =
        [
            .. lines.OrderBy(file => file.Key, StringComparer.Ordinal).Where(file => file.Value.ContainsValue(false)).Select(Describe),
        ];
        return all == 0 ? (null, ["the report names no parser"]) : (100.0 * hit / all, details);
    }

    private static string Describe(KeyValuePair<string, Dictionary<int, bool>> file)
    {
        int[] missed = [.. file.Value.Where(line => !line.Value).Select(line => line.Key).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{file.Key}: {file.Value.Count - missed.Length} of {file.Value.Count} (not {string.Join(' ', missed.Take(12))}{(missed.Length > 12 ? " …" : string.Empty)})");
    }

    /// <summary>The path from the pattern's first folder on, when a file's path ends in it.</summary>
    private static string? Match(string file, string pattern)
    {
        string folder = pattern[..(pattern.LastIndexOf('/') + 1)];
        int at = file.LastIndexOf(folder, StringComparison.Ordinal);
        int name = at + folder.Length;
        if (at < 0)
        {
            // The collector writes paths below the folder that all files share.
            string shared = folder["Protocol/".Length..];
            at = file.StartsWith(shared, StringComparison.Ordinal) ? 0 : -1;
            name = shared.Length;
        }

        return at >= 0 && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.AsSpan(folder.Length), file.AsSpan(name), ignoreCase: false)
            ? folder + file[name..]
            : null;
    }

    private static string RunTest(string root, string folder, string settings, TimeSpan duration)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "test", Path.Combine("Client.Tests", "Client.Tests.csproj"), "-c", "Release", "--no-build", "--nologo",
                "--filter", $"FullyQualifiedName={TestName}", "--collect", "XPlat Code Coverage", "--settings", settings, "--results-directory", folder,
            },
            Environment = { [SecondsVariable] = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture) },
        };
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
