using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Fathom.Protocol.Configuration;

/// <summary>Renders what <c>--help</c> and <c>--print-config</c> show from the option table.</summary>
public static class HelpText
{
    private const int Column = 30;

    /// <summary>The usage line of a command.</summary>
    public static string Usage(CommandDefinition command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new StringBuilder(command.FullName);
        for (var i = 0; i < command.Positionals.Count; i++)
        {
            var name = command.Positionals[i];
            var repeated = command.RepeatLastPositional && i == command.Positionals.Count - 1 ? "…" : string.Empty;
            text.Append(i < command.RequiredPositionals ? $" {name}{repeated}" : $" [{name}{repeated}]");
        }

        return text.Append(" [options]").ToString();
    }

    /// <summary>The whole help page of a command.</summary>
    public static string Page(CommandDefinition command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new StringBuilder();
        text.AppendLine(command.Summary).AppendLine().Append("Usage: ").AppendLine(Usage(command));
        text.AppendLine().AppendLine("Options:");
        foreach (var option in command.Options)
        {
            if (!option.Hidden)
            {
                AppendOption(text, option);
            }
        }

        text.AppendLine(Row("  -h, --help", "Show this page."));
        if (command.Examples.Count > 0)
        {
            text.AppendLine().AppendLine("Examples:");
            foreach (var (line, meaning) in command.Examples)
            {
                text.Append("  ").AppendLine(line).Append("      ").AppendLine(meaning);
            }
        }

        text.AppendLine().Append("An option can also be set by the environment variable FATHOM_NAME (dashes become underscores) or in the configuration file.");
        return text.ToString();
    }

    /// <summary>Every setting with its value and where it came from, one a line.</summary>
    public static string Configuration(ParsedCommand parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var text = new StringBuilder();
        for (var i = 0; i < parsed.Definition.Positionals.Count; i++)
        {
            var given = i < parsed.Positionals.Count;
            text.AppendLine(CultureInfo.InvariantCulture, $"{parsed.Definition.Positionals[i],-22} {(given ? parsed.Positionals[i] : "(unset)"),-28} {(given ? "command line" : "default")}");
        }

        foreach (var setting in parsed.Settings)
        {
            if (!setting.Option.Hidden)
            {
                var value = setting.Values.Count == 0 ? "(unset)" : string.Join(' ', setting.Values);
                text.AppendLine(CultureInfo.InvariantCulture, $"{setting.Option.Name,-22} {value,-28} {Origin(setting)}");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Origin(OptionSetting setting) => setting.Origin switch
    {
        OptionOrigin.CommandLine => "command line",
        OptionOrigin.Environment => "environment " + setting.Source,
        OptionOrigin.File => "file " + setting.Source,
        _ => "default",
    };

    private static void AppendOption(StringBuilder text, OptionDefinition option)
    {
        var left = new StringBuilder("  ");
        left.Append(option.Short is { } letter ? $"-{letter}, " : "    ").Append("--").Append(option.Name);
        if (option.Kind != OptionKind.Flag)
        {
            left.Append(' ').Append(option.ValueName);
        }

        var notes = new List<string>();
        if (option.Choices.Count > 0)
        {
            notes.Add("one of " + string.Join(", ", option.Choices));
        }

        if (option.Default is { } value && option.Kind != OptionKind.Flag)
        {
            notes.Add("default " + value);
        }

        if (option.Repeatable)
        {
            notes.Add("repeatable");
        }

        text.AppendLine(Row(left.ToString(), notes.Count == 0 ? option.Help : $"{option.Help} ({string.Join("; ", notes)})"));
    }

    private static string Row(string left, string right) =>
        left.Length < Column - 1 ? left.PadRight(Column) + right : left + Environment.NewLine + new string(' ', Column) + right;
}
