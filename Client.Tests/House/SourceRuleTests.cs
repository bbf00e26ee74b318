using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Fathom.Client.Tests.House;

public sealed partial class SourceRuleTests
{
    private const int LongestFile = 300;

    /// <summary>Tables: data in the form of code, which nobody reads from top to bottom.</summary>
    private static readonly string[] s_tables = [];

    [Fact]
    public void No_file_of_logic_is_longer_than_300_lines()
    {
        var tooLong = SourceTree.Sources([.. SourceTree.ProductFolders, "Client.Tests", "tools/Make", "tools/Bench", "tools/Fuzz", "tools/LayoutProbe"])
            .Where(file => file.Lines.Length > LongestFile && !s_tables.Contains(file.Name))
            .Select(file => $"{file.Name}: {file.Lines.Length} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Everything_is_caught_only_at_named_boundaries()
    {
        var offenders = new List<string>();
        foreach (var (name, lines) in SourceTree.Sources(SourceTree.ProductFolders))
        {
            for (var i = 0; i < lines.Length; i++)
            {
                if (CatchAll().IsMatch(lines[i]) && !lines[Math.Max(0, i - 3)..i].Any(line => line.Contains("// Boundary: ", StringComparison.Ordinal)))
                {
                    offenders.Add($"{name}:{i + 1}");
                }
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_environment_is_read_in_one_place()
    {
        var readers = SourceTree.Sources(SourceTree.ProductFolders)
            .Where(file => file.Lines.Any(line => line.Contains("Environment.GetEnvironmentVariable", StringComparison.Ordinal)))
            .Select(file => file.Name);

        Assert.Equal(["Protocol/Configuration/ProcessEnvironment.cs"], readers);
    }

    [Fact]
    public void Native_functions_are_declared_only_in_native_folders()
    {
        var offenders = SourceTree.Sources(SourceTree.ProductFolders)
            .Where(file => !file.Name.Contains("/Native/", StringComparison.Ordinal) && file.Lines.Any(line => line.Contains("[LibraryImport", StringComparison.Ordinal)))
            .Select(file => file.Name);

        Assert.Empty(offenders);
    }

    /// <summary>The banned list cannot say this: the code that LibraryImport generates uses the attribute itself.</summary>
    [Fact]
    public void Nothing_is_imported_with_run_time_marshalling()
    {
        var offenders = SourceTree.Sources(SourceTree.ProductFolders)
            .Where(file => file.Lines.Any(line => line.Contains("[DllImport", StringComparison.Ordinal)))
            .Select(file => file.Name);

        Assert.Empty(offenders);
    }

    [Fact]
    public void A_file_declares_one_public_type()
    {
        var offenders = SourceTree.Sources("Protocol", "Decode", "Render", "Client")
            .Where(file => file.Lines.Count(line => PublicTopLevelType().IsMatch(line)) > 1)
            .Select(file => file.Name);

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)\s*(?!.*\bwhen\b)|\{|$)")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"^public (static |sealed |abstract |readonly |partial |ref |unsafe )*(class|struct|record|interface|enum|delegate)\b")]
    private static partial Regex PublicTopLevelType();
}
