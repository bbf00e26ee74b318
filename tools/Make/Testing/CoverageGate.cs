using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Fathom.Make.Testing;

/// <summary>Compares the share of lines that the tests reached with the floors in tools/Make/coverage-gate.txt.</summary>
internal static class CoverageGate
{
    /// <summary>One area: a name, the prefixes of full type names that belong to it, and the floor in percent.</summary>
    public sealed record Area(string Name, IReadOnlyList<string> Prefixes, double Floor);

    /// <summary>What was reached in an area.</summary>
    public sealed record Reached(Area Area, int Lines, int Covered)
    {
        public double Percent => Lines == 0 ? 0 : 100.0 * Covered / Lines;

        public bool Passes => Lines > 0 && Percent >= Area.Floor;
    }

    public static IReadOnlyList<Area> ReadAreas(IEnumerable<string> lines)
    {
        var areas = new List<Area>();
        foreach (var line in lines)
        {
            var fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 3 && fields[0][0] != '#')
            {
                areas.Add(new Area(fields[0], [.. fields.Skip(2)], double.Parse(fields[1], CultureInfo.InvariantCulture)));
            }
        }

        return areas;
    }

    public static IReadOnlyList<Reached> Measure(IReadOnlyList<Area> areas, IEnumerable<XDocument> reports)
    {
        // The same line may appear in several reports and, for lambdas and async methods, in several classes.
        var hits = areas.ToDictionary(area => area, _ => new Dictionary<(string, int), bool>());
        foreach (var report in reports)
        {
            foreach (var type in report.Descendants("class"))
            {
                var name = ((string?)type.Attribute("name") ?? string.Empty).Replace('/', '.');
                var file = (string?)type.Attribute("filename") ?? string.Empty;
                foreach (var area in areas.Where(area => area.Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))))
                {
                    foreach (var line in type.Element("lines")?.Elements("line") ?? [])
                    {
                        var key = (file, (int)line.Attribute("number")!);
                        hits[area][key] = hits[area].GetValueOrDefault(key) || (long)line.Attribute("hits")! > 0;
                    }
                }
            }
        }

        return [.. areas.Select(area => new Reached(area, hits[area].Count, hits[area].Values.Count(hit => hit)))];
    }

    public static IReadOnlyList<Reached> MeasureFolder(string gateFile, string folder) => Measure(
        ReadAreas(File.ReadLines(gateFile)),
        Directory.EnumerateFiles(folder, "coverage.cobertura.xml", SearchOption.AllDirectories).Select(path => XDocument.Load(path)));
}
