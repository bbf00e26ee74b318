using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Fathom.Client.Scripts;
using Fathom.Client.Tests.House;
using Xunit;

namespace Fathom.Client.Tests.Scripts;

/// <summary>The page about scripts and the table of the parser say the same.</summary>
public sealed partial class ScriptDocsTests
{
    /// <summary>The page without its second part, which lists what the report says.</summary>
    private static readonly string[] s_lines =
        [.. File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "scripts.md")).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))];

    [Fact]
    public void The_page_lists_every_verb_with_its_fields_and_an_example()
    {
        Assert.All(ScriptVerbs.All, verb =>
        {
            string row = Assert.Single(s_lines, line => line.StartsWith($"| `{verb.Name}` |", StringComparison.Ordinal));
            Assert.All(verb.Arguments, argument => Assert.Contains($"`{argument.Name}`", row, StringComparison.Ordinal));
            Assert.Contains($"`{verb.Example}`", row, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_page_lists_nothing_else() => Assert.Equal(
        ScriptVerbs.All.Select(verb => verb.Name),
        s_lines.Select(line => VerbRow().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value));

    [Fact]
    public void The_scripts_of_the_page_can_be_used()
    {
        string[] steps = [.. s_lines.Where(line => line.StartsWith('{'))];

        Assert.NotEmpty(steps);
        ScriptFile.Parse(steps.Where(line => line.Contains("\"do\"", StringComparison.Ordinal)), "docs/scripts.md");
    }

    [GeneratedRegex("^\\| `([a-z]+)` \\|")]
    private static partial Regex VerbRow();
}
