using System.Globalization;

namespace Fathom.Client.Telemetry;

/// <summary>Which stage makes pictures late, as far as the figures can tell. Shares are parts of one, times milliseconds.</summary>
internal sealed record StageVerdict
{
    /// <summary>The quantile of the total that was looked at: 0.95 for the p95.</summary>
    public required double Quantile { get; init; }

    /// <summary>How many samples there were.</summary>
    public required int Count { get; init; }

    /// <summary>The stage that takes most.</summary>
    public required Stage Stage { get; init; }

    /// <summary>True when <see cref="Stage"/> stands for both ways through the network, because the clocks do not tell which of them it is.</summary>
    public required bool BothWays { get; init; }

    /// <summary>Its part of the total.</summary>
    public required double Share { get; init; }

    /// <summary>How long it takes.</summary>
    public required double StageMs { get; init; }

    /// <summary>How long everything takes.</summary>
    public required double TotalMs { get; init; }

    /// <summary>False when its lead over the next one is within what scatter and clocks leave open.</summary>
    public required bool IsClear { get; init; }

    /// <summary>The stage that takes most after it.</summary>
    public required Stage Second { get; init; }

    /// <summary>That one's part of the total.</summary>
    public required double SecondShare { get; init; }

    /// <summary>The stage that grows most from the median to the quantile; null when none grows by much.</summary>
    public required Stage? Growing { get; init; }

    /// <summary>By how much it grows.</summary>
    public required double GrowthMs { get; init; }

    /// <summary>True when any figure rests on a guessed clock or a guessed answer.</summary>
    public required bool IsEstimated { get; init; }

    /// <summary>The name as reports write it.</summary>
    public string Name => BothWays ? "network (both ways)" : StageNames.Of(Stage);

    /// <summary>The verdict in words.</summary>
    public string Text
    {
        get
        {
            string p = string.Create(CultureInfo.InvariantCulture, $"p{Quantile * 100:0.#}");
            string text = IsClear
                ? string.Create(CultureInfo.InvariantCulture, $"{Name} is {Share * 100:F0} % of the {p} ({StageMs:F1} of {TotalMs:F1} ms); {StageNames.Of(Second)} follows with {SecondShare * 100:F0} %.")
                : string.Create(CultureInfo.InvariantCulture, $"No stage stands out at the {p} ({TotalMs:F1} ms): {Name} takes {Share * 100:F0} %, {StageNames.Of(Second)} {SecondShare * 100:F0} %, and their difference is within what can be told.");
            if (Growing is { } growing)
            {
                text += string.Create(CultureInfo.InvariantCulture, $" From the median to the {p} it is {StageNames.Of(growing)} that grows most, by {GrowthMs:F1} ms.");
            }

            return IsEstimated ? text + " The figures are estimated." : text;
        }
    }
}
