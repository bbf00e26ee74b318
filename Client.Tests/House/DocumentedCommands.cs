using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Fathom.Client.Tests.House;

/// <summary>The command lines that stand in fenced blocks of the README and the docs.</summary>
internal static partial class DocumentedCommands
{
    /// <summary>Each command line once, with the page on which it stands first.</summary>
    public static IReadOnlyList<(string Page, string Line)> All(params string[] programs)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in Pages())
        {
            foreach (var line in FencedLines(File.ReadLines(page)))
            {
                if (programs.Any(program => line.StartsWith(program + " ", StringComparison.Ordinal) || line == program))
                {
                    found.TryAdd(line, Path.GetRelativePath(SourceTree.Root, page));
                }
            }
        }

        return [.. found.Select(pair => (pair.Value, pair.Key))];
    }

    /// <summary>Lines inside fences, without prompt and without the remark that follows after two blanks.</summary>
    public static IEnumerable<string> FencedLines(IEnumerable<string> lines)
    {
        var inside = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (inside)
            {
                yield return Remark().Replace(line.TrimStart('$', ' '), string.Empty);
            }
        }
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(SourceTree.Path("docs"), "*.md", SearchOption.AllDirectories).Append(SourceTree.Path("README.md")).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(\s{2,}.*|\s+#.*)$")]
    private static partial Regex Remark();
}
