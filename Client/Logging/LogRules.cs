using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Logging;

/// <summary>Which level each category has; read once at the start.</summary>
internal sealed class LogRules
{
    private static readonly string[] s_categories = [.. Enum.GetNames<LogCategory>().Select(Lower)];
    private static readonly string[] s_levels = [.. Enum.GetNames<LogLevel>().Select(Lower)];

    private readonly LogLevel[] _levels = new LogLevel[s_categories.Length];

    private LogRules()
    {
    }

    /// <summary>The names of the categories.</summary>
    public static IReadOnlyList<string> Categories => s_categories;

    /// <summary>The names of the levels.</summary>
    public static IReadOnlyList<string> Levels => s_levels;

    /// <summary>The level of a category.</summary>
    public LogLevel this[LogCategory category] => _levels[(int)category];

    /// <summary>Reads LEVEL, or CATEGORY=LEVEL, or several of them with commas between; the later one wins.</summary>
    public static LogRules Parse(string text)
    {
        var rules = new LogRules();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            int level = IndexOf(s_levels, part[(equals + 1)..], text, "level");
            if (equals < 0)
            {
                Array.Fill(rules._levels, (LogLevel)level);
            }
            else
            {
                rules._levels[IndexOf(s_categories, part[..equals], text, "category")] = (LogLevel)level;
            }
        }

        return rules;
    }

    private static int IndexOf(string[] names, string name, string text, string kind)
    {
        int index = Array.IndexOf(names, Lower(name.Trim()));
        string? nearest = NearestName.Find(name, names);
        return index >= 0 ? index : throw new FathomException(
            ExitCode.Usage,
            $"'{text}' cannot be the value of --log.",
            $"There is no {kind} '{name}'{(nearest is null ? string.Empty : $"; the nearest is '{nearest}'")}.",
            $"Levels are {string.Join(", ", s_levels)}; categories are {string.Join(", ", s_categories)}. Write for example --log info or --log warn,net=trace.");
    }

    private static string Lower(string name) => name.ToLowerInvariant();
}
