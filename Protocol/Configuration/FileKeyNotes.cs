using System.Collections.Generic;
using System.Linq;

namespace Fathom.Protocol.Configuration;

/// <summary>What a user should know about the keys of the configuration file: one that nothing reads is a mistake, not a setting.</summary>
internal static class FileKeyNotes
{
    /// <summary>One line for each key that sets nothing; keys of the other commands are theirs.</summary>
    public static IEnumerable<string> Of(CommandDefinition command, ConfigurationSources sources)
    {
        foreach (string key in sources.FileKeys)
        {
            OptionDefinition? option = command.Find(key) ?? command.FindFormer(key);
            if (option is { CommandLineOnly: true })
            {
                yield return $"'{key}' in {sources.FilePath} is passed over: only the command line sets it.";
            }
            else if (option is null && !KnownKeys.All.Contains(key))
            {
                string? nearest = NearestName.Find(key, [.. command.Options.Where(static row => !row.CommandLineOnly && !row.Hidden).Select(static row => row.Name), .. KnownKeys.All]);
                yield return $"'{key}' in {sources.FilePath} is no setting{(nearest is null ? string.Empty : $"; the nearest is '{nearest}'")}.";
            }
        }
    }
}
