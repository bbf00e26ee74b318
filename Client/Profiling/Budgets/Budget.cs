using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Profiling.Budgets;

/// <summary>What a session may take, read from JSON whose members are those of the summary.</summary>
/// <param name="Limits">Every limit.</param>
/// <param name="AllowsEstimated">Figures that rest on guesses count too.</param>
internal sealed record Budget(IReadOnlyList<BudgetLimit> Limits, bool AllowsEstimated)
{
    private const string AllowEstimated = "allow_estimated";

    private static readonly string[] s_parts = ["p50", "p95", "p99"];

    /// <summary>Members that are distributions in milliseconds.</summary>
    public static IReadOnlyList<string> Distributions { get; } =
        ["intent_to_picture_ms", "every_intent_to_picture_ms", "transport_ms", "frame_age_ms", "first_picture_ms", "reconnect_ms", .. StageNames.All.ToArray()];

    /// <summary>Members that are single numbers of which less is better.</summary>
    public static IReadOnlyList<string> MostNumbers { get; } = ["drops_other_than_superseded", "mbit_per_second"];

    /// <summary>Members that are single numbers of which more is better.</summary>
    public static IReadOnlyList<string> LeastNumbers { get; } = ["fps", "positions_per_second"];

    /// <summary>Reads a file; throws what the user is told when it is no budget.</summary>
    public static Budget ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the budget {path}.", error.Message, "Check --budget.", error);
        }
    }

    /// <summary>Reads a text; <paramref name="name"/> is for messages.</summary>
    public static Budget Parse(string text, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Wrong(name, "It is not a JSON object.");
            }

            var limits = new List<BudgetLimit>();
            bool allowsEstimated = false;
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (member.Name == AllowEstimated)
                {
                    allowsEstimated = member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                        ? member.Value.GetBoolean()
                        : throw Wrong(name, $"Its {AllowEstimated} is neither true nor false.");
                }
                else
                {
                    limits.AddRange(Read(member, name));
                }
            }

            return limits.Count > 0 ? new Budget(limits, allowsEstimated) : throw Wrong(name, "It limits nothing.");
        }
        catch (JsonException error)
        {
            throw Wrong(name, "It is not JSON: " + error.Message);
        }
    }

    private static IEnumerable<BudgetLimit> Read(JsonProperty member, string name)
    {
        if (MostNumbers.Contains(member.Name) || LeastNumbers.Contains(member.Name))
        {
            return [new BudgetLimit(member.Name, string.Empty, Number(member, name), LeastNumbers.Contains(member.Name))];
        }

        if (!Distributions.Contains(member.Name))
        {
            string[] known = [.. Distributions, .. MostNumbers, .. LeastNumbers, AllowEstimated];
            throw Wrong(name, $"It limits '{member.Name}', which no session has.{(NearestName.Find(member.Name, known) is { } nearest ? $" Is '{nearest}' meant?" : string.Empty)}");
        }

        if (member.Value.ValueKind != JsonValueKind.Object || !member.Value.EnumerateObject().Any())
        {
            throw Wrong(name, $"Its {member.Name} is not an object such as {{\"p95\":35}}.");
        }

        return member.Value.EnumerateObject().Select(part => s_parts.Contains(part.Name)
            ? new BudgetLimit(member.Name, part.Name, Number(part, name), IsLeast: false)
            : throw Wrong(name, $"Its {member.Name} limits '{part.Name}'; it can limit {string.Join(", ", s_parts)}.")).ToArray();
    }

    private static double Number(JsonProperty member, string name) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out double value) && value >= 0
            ? value
            : throw Wrong(name, $"Its {member.Name} is no number from 0 up.");

    private static FathomException Wrong(string name, string why) => new(
        ExitCode.Usage, $"Cannot use the budget {name}.", why, "Write for example {\"intent_to_picture_ms\":{\"p50\":20,\"p95\":35},\"drops_other_than_superseded\":0.01}; docs/profiling.md lists all members.");
}
