using System;
using System.Collections.Generic;

namespace Fathom.Protocol.Configuration;

/// <summary>One row of the option table: name, form, default and help of an option.</summary>
/// <param name="Name">The long name without dashes; also the key in the configuration file.</param>
/// <param name="Kind">What the value must look like.</param>
/// <param name="Help">One line that says what it does.</param>
public sealed record OptionDefinition(string Name, OptionKind Kind, string Help)
{
    /// <summary>A one-letter short form, or null.</summary>
    public char? Short { get; init; }

    /// <summary>What stands for the value in the help, for example FILE.</summary>
    public string ValueName { get; init; } = "VALUE";

    /// <summary>The value when nobody sets it, as a user would write it, or null.</summary>
    public string? Default { get; init; }

    /// <summary>The only values allowed, or empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The smallest number allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>May be given several times on the command line.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Only the command line may set it; neither environment nor file is looked at.</summary>
    public bool CommandLineOnly { get; init; }

    /// <summary>Shown by nobody: neither help nor printed configuration.</summary>
    public bool Hidden { get; init; }

    /// <summary>A variable of the predecessor that also sets this option, or null.</summary>
    public string? PredecessorVariable { get; init; }

    /// <summary>Names that this option had before. They still work, with a warning, until the next major version.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>The environment variable that sets this option.</summary>
    public string Variable => "FATHOM_" + Name.Replace('-', '_').ToUpperInvariant();

    internal bool IsAllowed(string text)
    {
        if (Choices.Count == 0)
        {
            return true;
        }

        foreach (var choice in Choices)
        {
            if (string.Equals(choice, text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
