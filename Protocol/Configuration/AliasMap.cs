using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace Fathom.Protocol.Configuration;

/// <summary>Every old name that still works, from the option tables themselves, so that the list in the documentation cannot lie.</summary>
public static class AliasMap
{
    /// <summary>The old names of some commands' options: variables of the predecessor, and names that options had before.</summary>
    public static ImmutableArray<AliasEntry> Of(IEnumerable<CommandDefinition> commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return
        [
            .. commands
                .SelectMany(static command => command.Options.SelectMany(option => Of(command.Program, option)))
                .Distinct()
                .OrderBy(static alias => alias.Old, StringComparer.Ordinal),
        ];
    }

    /// <summary>The same as a table of the documentation.</summary>
    public static string Table(IEnumerable<AliasEntry> aliases)
    {
        ArgumentNullException.ThrowIfNull(aliases);
        var text = new StringBuilder("| old name | new name | program |\n|---|---|---|\n");
        foreach (AliasEntry alias in aliases)
        {
            text.Append("| `").Append(alias.Old).Append("` | `").Append(alias.New).Append("` | ").Append(alias.Program).Append(" |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<AliasEntry> Of(string program, OptionDefinition option)
    {
        if (option.PredecessorVariable is { } variable)
        {
            yield return new AliasEntry(variable, option.Variable, program);
        }

        foreach (string former in option.FormerNames)
        {
            yield return new AliasEntry("--" + former, "--" + option.Name, program);
        }
    }
}
