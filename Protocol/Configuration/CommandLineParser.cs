using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Configuration;

/// <summary>Turns arguments, environment and configuration file into one checked <see cref="ParsedCommand"/>.</summary>
public static class CommandLineParser
{
    /// <summary>Parses and checks; a mistake of the user is a <see cref="FathomException"/> with <see cref="ExitCode.Usage"/>.</summary>
    public static ParsedCommand Parse(CommandDefinition command, IReadOnlyList<string> arguments, ConfigurationSources sources)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(sources);

        var given = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var positionals = new List<string>();
        var spellings = new SpellingNotes(command);
        ReadArguments(command, arguments, given, positionals, spellings);
        CheckPositionals(command, positionals);

        var settings = new Dictionary<string, OptionSetting>(StringComparer.Ordinal);
        foreach (var option in command.Options)
        {
            var setting = Resolve(option, given, sources, spellings);
            settings[option.Name] = setting with { Values = Checked(command, setting) };
        }

        return new ParsedCommand(command, settings, positionals, [.. spellings.Warnings, .. FileKeyNotes.Of(command, sources)]);
    }

    /// <summary>True when the arguments ask for help anywhere before "--".</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var argument in arguments)
        {
            if (argument == "--")
            {
                return false;
            }

            if (argument is "--help" or "-h" or "-?")
            {
                return true;
            }
        }

        return false;
    }

    private static void ReadArguments(
        CommandDefinition command, IReadOnlyList<string> arguments, Dictionary<string, List<string>> given, List<string> positionals, SpellingNotes spellings)
    {
        var onlyPositionals = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (onlyPositionals || argument.Length < 2 || argument[0] != '-' || char.IsAsciiDigit(argument[1]))
            {
                positionals.Add(argument);
                continue;
            }

            if (argument == "--")
            {
                onlyPositionals = true;
                continue;
            }

            var (option, value) = Identify(command, argument, spellings);
            if (value is null)
            {
                if (option.Kind == OptionKind.Flag)
                {
                    value = "true";
                }
                else if (i + 1 < arguments.Count)
                {
                    value = arguments[++i];
                }
                else
                {
                    throw Mistake(command, $"Option --{option.Name} needs a value.", $"It stands last and nothing follows it.", $"Write --{option.Name} {option.ValueName}.");
                }
            }

            if (!given.TryGetValue(option.Name, out var values))
            {
                given[option.Name] = values = [];
            }

            values.Add(value);
        }
    }

    private static (OptionDefinition Option, string? Value) Identify(CommandDefinition command, string argument, SpellingNotes spellings)
    {
        if (argument[1] != '-')
        {
            var byLetter = command.Find(argument[1]);
            if (byLetter is null)
            {
                throw Unknown(command, argument, null);
            }

            return (byLetter, argument.Length > 2 ? argument[(argument[2] == '=' ? 3 : 2)..] : null);
        }

        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument[2..] : argument[2..equals];
        var value = equals < 0 ? null : argument[(equals + 1)..];
        var option = command.Find(name) ?? command.FindFormer(name);
        if (option is not null)
        {
            spellings.Note(option, "--" + name, "--" + option.Name);
            return (option, value);
        }

        if (value is null && name.StartsWith("no-", StringComparison.Ordinal) && command.Find(name[3..]) is { Kind: OptionKind.Flag } flag)
        {
            return (flag, "false");
        }

        throw Unknown(command, "--" + name, NearestName.Find(name, command.Options));
    }

    private static void CheckPositionals(CommandDefinition command, List<string> positionals)
    {
        if (positionals.Count < command.RequiredPositionals)
        {
            throw Mistake(command, $"'{command.FullName}' needs {command.Positionals[positionals.Count]}.", "It was not given.", $"Usage: {HelpText.Usage(command)}.");
        }

        if (positionals.Count > command.Positionals.Count && !command.RepeatLastPositional)
        {
            throw Mistake(
                command,
                $"'{command.FullName}' does not know what to do with '{positionals[command.Positionals.Count]}'.",
                command.Positionals.Count == 0 ? "It takes options only." : $"It takes {command.Positionals.Count} argument(s) besides options.",
                $"Usage: {HelpText.Usage(command)}.");
        }
    }

    private static OptionSetting Resolve(
        OptionDefinition option, Dictionary<string, List<string>> given, ConfigurationSources sources, SpellingNotes spellings)
    {
        if (given.TryGetValue(option.Name, out var values))
        {
            return new OptionSetting(option, values, OptionOrigin.CommandLine, "--" + option.Name);
        }

        if (!option.CommandLineOnly)
        {
            if (FromEnvironment(option, sources, spellings) is { } fromEnvironment)
            {
                return fromEnvironment;
            }

            foreach (var key in option.FormerNames.Prepend(option.Name))
            {
                if (sources.FileValues(key) is { } fromFile)
                {
                    spellings.Note(option, $"'{key}' in {sources.FilePath}", $"'{option.Name}'", key == option.Name);
                    return new OptionSetting(option, fromFile, OptionOrigin.File, sources.FilePath);
                }
            }
        }

        return new OptionSetting(option, option.Default is null ? [] : [option.Default], OptionOrigin.Default, "default");
    }

    private static OptionSetting? FromEnvironment(OptionDefinition option, ConfigurationSources sources, SpellingNotes spellings)
    {
        OptionSetting? setting = null;
        foreach (var variable in (ReadOnlySpan<string?>)[option.Variable, option.PredecessorVariable])
        {
            if (variable is not null && sources.Variable(variable) is { } text)
            {
                spellings.Note(option, variable, option.Variable);
                setting ??= new OptionSetting(option, [text], OptionOrigin.Environment, variable);
            }
        }

        return setting;
    }

    private static List<string> Checked(CommandDefinition command, OptionSetting setting)
    {
        var option = setting.Option;
        if (setting.Values.Count > 1 && !option.Repeatable)
        {
            throw Mistake(command, $"Option --{option.Name} is given {setting.Values.Count} times.", "It may be given once.", "Keep one of them.");
        }

        var values = new List<string>(setting.Values.Count);
        foreach (var value in setting.Values)
        {
            values.Add(CheckedValue(command, setting, value));
        }

        return values;
    }

    private static string CheckedValue(CommandDefinition command, OptionSetting setting, string value)
    {
        var option = setting.Option;
        switch (option.Kind)
        {
            case OptionKind.Flag:
                return value.Trim().ToUpperInvariant() switch
                {
                    "TRUE" or "1" or "YES" or "ON" => "true",
                    "FALSE" or "0" or "NO" or "OFF" => "false",
                    _ => throw WrongValue(command, setting, value, "It is on or off.", "Use true or false."),
                };
            case OptionKind.Integer:
                if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                {
                    throw WrongValue(command, setting, value, "It is not a whole number.", $"Use a whole number{Range(option)}.");
                }

                return InRange(command, setting, value, integer);
            case OptionKind.Number:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                {
                    throw WrongValue(command, setting, value, "It is not a number.", $"Use a number{Range(option)}.");
                }

                return InRange(command, setting, value, number);
            default:
                return option.IsAllowed(value)
                    ? value
                    : throw WrongValue(command, setting, value, "It is not one of the allowed values.", $"Use one of: {string.Join(", ", option.Choices)}.");
        }
    }

    private static string InRange(CommandDefinition command, OptionSetting setting, string value, double number)
    {
        var option = setting.Option;
        return number >= option.Minimum && number <= option.Maximum
            ? value
            : throw WrongValue(command, setting, value, "It is out of range.", $"Use a number{Range(option)}.");
    }

    private static string Range(OptionDefinition option) => (double.IsFinite(option.Minimum), double.IsFinite(option.Maximum)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {option.Minimum} to {option.Maximum}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {option.Minimum}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {option.Maximum}"),
        _ => string.Empty,
    };

    private static FathomException WrongValue(CommandDefinition command, OptionSetting setting, string value, string why, string how)
    {
        var place = setting.Origin switch
        {
            OptionOrigin.Environment => $"the environment variable {setting.Source}",
            OptionOrigin.File => $"'{setting.Option.Name}' in {setting.Source}",
            _ => $"--{setting.Option.Name}",
        };
        return Mistake(command, $"'{value}' cannot be the value of {place}.", why, how);
    }

    private static FathomException Unknown(CommandDefinition command, string argument, string? nearest) => Mistake(
        command,
        $"'{command.FullName}' knows no option {argument}.",
        nearest is null ? "No option has a name like it." : $"The nearest is --{nearest}.",
        $"See '{command.FullName} --help'.");

    private static FathomException Mistake(CommandDefinition command, string what, string why, string how) =>
        new(ExitCode.Usage, what, why, how.Contains("--help", StringComparison.Ordinal) ? how : $"{how} See '{command.FullName} --help'.");
}
