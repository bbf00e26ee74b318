using System;
using System.Collections.Generic;
using System.Linq;

namespace Fathom.Protocol.Configuration;

/// <summary>One command of a program: its options, what else it takes and examples that run as written.</summary>
/// <param name="Program">The program's name, for example fathom.</param>
/// <param name="Name">The command's name, for example demo; empty for a program without commands.</param>
/// <param name="Summary">One line that says what the command does.</param>
/// <param name="Options">The rows of the option table that the command knows.</param>
public sealed record CommandDefinition(string Program, string Name, string Summary, IReadOnlyList<OptionDefinition> Options)
{
    /// <summary>Names of what stands without dashes, for example URL.</summary>
    public IReadOnlyList<string> Positionals { get; init; } = [];

    /// <summary>How many of <see cref="Positionals"/> must be given.</summary>
    public int RequiredPositionals { get; init; }

    /// <summary>The last positional may be repeated.</summary>
    public bool RepeatLastPositional { get; init; }

    /// <summary>Examples, each a full command line and what it does.</summary>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; init; } = [];

    /// <summary>Program and command as typed.</summary>
    public string FullName => Name.Length == 0 ? Program : Program + " " + Name;

    /// <summary>The option of that long name, or null.</summary>
    public OptionDefinition? Find(string name)
    {
        foreach (var option in Options)
        {
            if (string.Equals(option.Name, name, StringComparison.Ordinal))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The option that once had that name, or null.</summary>
    public OptionDefinition? FindFormer(string name)
    {
        foreach (var option in Options)
        {
            if (option.FormerNames.Contains(name))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The option of that short form, or null.</summary>
    public OptionDefinition? Find(char shortForm)
    {
        foreach (var option in Options)
        {
            if (option.Short == shortForm)
            {
                return option;
            }
        }

        return null;
    }
}
