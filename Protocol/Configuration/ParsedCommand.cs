using System;
using System.Collections.Generic;
using System.Globalization;

namespace Fathom.Protocol.Configuration;

/// <summary>A command line after parsing: every option with value and origin, already checked against its definition.</summary>
public sealed class ParsedCommand
{
    private readonly Dictionary<string, OptionSetting> _settings;

    internal ParsedCommand(
        CommandDefinition definition, Dictionary<string, OptionSetting> settings, IReadOnlyList<string> positionals, IReadOnlyList<string> warnings)
    {
        Definition = definition;
        _settings = settings;
        Warnings = warnings;
        Positionals = positionals;
    }

    /// <summary>The command that was parsed.</summary>
    public CommandDefinition Definition { get; }

    /// <summary>What the user should know, for example that he used an old name; one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What stood without dashes, in order.</summary>
    public IReadOnlyList<string> Positionals { get; }

    /// <summary>Every option in the order of the table.</summary>
    public IEnumerable<OptionSetting> Settings
    {
        get
        {
            foreach (var option in Definition.Options)
            {
                yield return _settings[option.Name];
            }
        }
    }

    /// <summary>The setting of an option that the command defines, by its name or one that it had before.</summary>
    public OptionSetting this[string name] => _settings.TryGetValue(Definition.FindFormer(name)?.Name ?? name, out var setting)
        ? setting
        : throw new ArgumentException($"'{Definition.FullName}' defines no option '{name}'.", nameof(name));

    /// <summary>True when the flag is on.</summary>
    public bool Flag(string name) => string.Equals(this[name].Text, "true", StringComparison.Ordinal);

    /// <summary>True when somebody, not the default, set the option.</summary>
    public bool IsSet(string name) => this[name].Origin != OptionOrigin.Default;

    /// <summary>The text, or null when unset.</summary>
    public string? Text(string name) => this[name].Text;

    /// <summary>All values of a repeatable option.</summary>
    public IReadOnlyList<string> All(string name) => this[name].Values;

    /// <summary>The whole number; the option must have a value or a default.</summary>
    public int Integer(string name) => int.Parse(Require(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The number; the option must have a value or a default.</summary>
    public double Number(string name) => double.Parse(Require(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    private string Require(string name) => this[name].Text
        ?? throw new InvalidOperationException($"'{name}' has neither a value nor a default; ask IsSet first.");
}
