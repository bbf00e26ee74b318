using System;
using System.Collections.Generic;
using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Configuration;

/// <summary>Which names a user called the options by: an old name warns once, old and new together are refused.</summary>
internal sealed class SpellingNotes(CommandDefinition command)
{
    private readonly Dictionary<string, string> _spelled = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public void Note(OptionDefinition option, string spelled, string current) => Note(option, spelled, current, spelled == current);

    public void Note(OptionDefinition option, string spelled, string current, bool isCurrent)
    {
        if (_spelled.TryGetValue(option.Name, out var before))
        {
            if (before != spelled)
            {
                throw new FathomException(
                    ExitCode.Usage,
                    $"Cannot specify both {before} and {spelled}.",
                    "They are the new and an old name of the same setting.",
                    $"Keep {current}. See '{command.FullName} --help'.");
            }

            return;
        }

        _spelled[option.Name] = spelled;
        if (!isCurrent)
        {
            _warnings.Add($"{spelled} is an old name: use {current}. The old name works until the next major version.");
        }
    }
}
