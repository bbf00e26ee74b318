using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Hosting;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Scripts;

/// <summary>Reads and checks one line of a script.</summary>
internal static class ScriptLineReader
{
    private const string At = "at_ms", Do = "do";
    private const double LatestMs = 86_400_000;

    /// <summary>Reads a line; throws what the user is told when it cannot be used.</summary>
    public static ScriptStep Read(string line, int number, string file)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw Mistake(file, number, $"It is not JSON: {error.Message}", """Write one object a line, for example {"at_ms":500,"do":"dims","axis":"z","index":12}.""");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Mistake(file, number, $"It is not a JSON object.", """Write for example {"do":"reset"}.""");
        }

        ScriptVerb verb = Verb(root, number, file);
        TimeSpan? at = null;
        var arguments = ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == At)
            {
                at = Time(property.Value, number, file);
            }
            else if (property.Name != Do)
            {
                ScriptArgument argument = verb.Find(property.Name) ?? throw Mistake(file, number, Unknown(verb, property.Name), Takes(verb));
                arguments.Add(new(argument.Name, ScriptValue.Check(argument, property.Value, why => Mistake(file, number, $"Its {argument.Name} {why}", Takes(verb)))));
            }
        }

        var step = new ScriptStep(number, at, verb, new MapValue(arguments.DrainToImmutable()));
        CheckThere(step, file);
        return step;
    }

    /// <summary>What the user is told about a line.</summary>
    public static FathomException Mistake(string file, int line, FormattableString why, string how) =>
        new(ExitCode.Usage, $"Cannot use line {line} of {file}.", FormattableString.Invariant(why), how + " docs/scripts.md lists everything.");

    private static ScriptVerb Verb(JsonElement root, int number, string file)
    {
        if (!root.TryGetProperty(Do, out JsonElement name) || name.ValueKind != JsonValueKind.String)
        {
            throw Mistake(file, number, $"It has no field do, or that is not a text.", $"A line says what to do: {Names()}.");
        }

        string text = name.GetString()!;
        string? nearest = NearestName.Find(text, [.. ScriptVerbs.All.Select(static verb => verb.Name)]);
        return ScriptVerbs.Find(text) ?? throw Mistake(
            file, number, $"Scripts know no '{text}' to do{(nearest is null ? string.Empty : $"; the nearest is '{nearest}'")}.", $"A line says what to do: {Names()}.");
    }

    private static TimeSpan Time(JsonElement value, int number, string file) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double ms) && ms is >= 0 and <= LatestMs
            ? TimeSpan.FromMilliseconds(ms)
            : throw Mistake(file, number, $"Its at_ms is no number from 0 to {LatestMs}.", "It counts milliseconds from the first picture; leave it out to go on right after the line before.");

    private static void CheckThere(ScriptStep step, string file)
    {
        ScriptVerb verb = step.Verb;
        foreach (ScriptArgument argument in verb.Arguments)
        {
            if (argument.Required && !step.Has(argument.Name))
            {
                throw Mistake(file, step.Line, $"'{verb.Name}' needs the field {argument.Name}.", Takes(verb));
            }
        }

        if (verb.OneOf.Count > 0 && verb.OneOf.Count(step.Has) != 1)
        {
            throw Mistake(file, step.Line, $"'{verb.Name}' needs exactly one of {string.Join(", ", verb.OneOf)}.", Takes(verb));
        }

        if (verb.SomeOf.Count > 0 && !verb.SomeOf.Any(step.Has))
        {
            throw Mistake(file, step.Line, $"'{verb.Name}' needs one of {string.Join(", ", verb.SomeOf)} at least.", Takes(verb));
        }

        if (step.Text("world") is { } place)
        {
            try
            {
                DimsValue.Parse([$"{step.Axis}={place}"]);
            }
            catch (FathomException)
            {
                throw Mistake(file, step.Line, $"Its world is '{place}'.", """Write a number and a unit of length or time, for example "12.5um".""");
            }
        }
    }

    private static FormattableString Unknown(ScriptVerb verb, string name)
    {
        string? nearest = NearestName.Find(name, [.. verb.Arguments.Select(static argument => argument.Name), At]);
        return $"'{verb.Name}' knows no field '{name}'{(nearest is null ? string.Empty : $"; the nearest is '{nearest}'")}.";
    }

    private static string Takes(ScriptVerb verb) => verb.Arguments.Count == 0
        ? $"'{verb.Name}' takes no field besides {At}."
        : string.Create(CultureInfo.InvariantCulture, $"'{verb.Name}' takes {string.Join(", ", verb.Arguments.Select(static argument => $"{argument.Name} ({argument.Help})"))}.");

    private static string Names() => string.Join(", ", ScriptVerbs.All.Select(static verb => verb.Name));
}
