using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Configuration;

/// <summary>Where options come from besides the command line: environment variables and one JSON file. Read once, at start.</summary>
public sealed class ConfigurationSources
{
    private readonly Func<string, string?> _environment;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _file;

    /// <summary>Creates sources from a look-up of variables and the values of a file.</summary>
    public ConfigurationSources(Func<string, string?> environment, IReadOnlyDictionary<string, IReadOnlyList<string>> file, string filePath)
    {
        _environment = environment;
        _file = file;
        FilePath = filePath;
    }

    /// <summary>The path of the configuration file, whether it exists or not.</summary>
    public string FilePath { get; }

    /// <summary>The keys that the file sets.</summary>
    public IEnumerable<string> FileKeys => _file.Keys;

    /// <summary>No environment and no file: for tests and for programs that must not be configured from outside.</summary>
    public static ConfigurationSources None { get; } = new(static _ => null, new Dictionary<string, IReadOnlyList<string>>(), "(none)");

    /// <summary>The environment of this process and the user's configuration file, if there is one.</summary>
    public static ConfigurationSources FromProcess()
    {
        var path = DefaultPath(ProcessEnvironment.Get);
        IReadOnlyDictionary<string, IReadOnlyList<string>> file = File.Exists(path)
            ? ParseFile(File.ReadAllBytes(path), path)
            : new Dictionary<string, IReadOnlyList<string>>();
        return new ConfigurationSources(ProcessEnvironment.Get, file, path);
    }

    /// <summary>Where the configuration file is looked for.</summary>
    public static string DefaultPath(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var root = environment("XDG_CONFIG_HOME") ?? environment("APPDATA");
        if (root is null)
        {
            var home = environment("HOME") ?? environment("USERPROFILE") ?? ".";
            root = Path.Combine(home, ".config");
        }

        return Path.Combine(root, "fathom", "config.json");
    }

    /// <summary>Reads a configuration file: one JSON object, keys are long option names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ParseFile(ReadOnlyMemory<byte> utf8, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Unreadable(path, "Its top level is not a JSON object.", null);
            }

            var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                values[property.Name] = Texts(property.Value, path, property.Name);
            }

            return values;
        }
        catch (JsonException error)
        {
            throw Unreadable(path, error.Message, error);
        }
    }

    internal string? Variable(string name) => _environment(name);

    internal IReadOnlyList<string>? FileValues(string name) => _file.TryGetValue(name, out var values) ? values : null;

    private static List<string> Texts(JsonElement element, string path, string name)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return [element.GetString()!];
            case JsonValueKind.Number:
                return [element.GetRawText()];
            case JsonValueKind.True:
                return ["true"];
            case JsonValueKind.False:
                return ["false"];
            case JsonValueKind.Array:
                var values = new List<string>();
                foreach (var item in element.EnumerateArray())
                {
                    if (item.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                    {
                        break;
                    }

                    values.AddRange(Texts(item, path, name));
                }

                return values;
            default:
                throw Unreadable(path, $"The value of '{name}' is neither text, number, boolean nor a list of them.", null);
        }
    }

    private static FathomException Unreadable(string path, string why, Exception? inner) => new(
        ExitCode.Usage,
        $"Cannot read the configuration file {path}.",
        why,
        "Mend or move the file; its keys are long option names, for example {\"presenter\": \"latest\"}.",
        inner);
}
