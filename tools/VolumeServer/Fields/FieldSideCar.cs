using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Fields;

/// <summary>What a NumPy file cannot say about itself, from a JSON file beside it: <c>NAME.npy.json</c> or <c>NAME.json</c>.</summary>
/// <example><code>{ "axes": "tyx", "scale": [0.1, 2, 2], "unit": ["second", "micrometer", "micrometer"], "contrast": [0, 255] }</code></example>
internal sealed record FieldSideCar
{
    public string? Name { get; init; }

    public ImmutableArray<string> Axes { get; init; } = [];

    public ImmutableArray<double> Scale { get; init; } = [];

    public ImmutableArray<double> Translation { get; init; } = [];

    public ImmutableArray<string> Units { get; init; } = [];

    public (double Low, double High)? Contrast { get; init; }

    public string? Colormap { get; init; }

    public bool IsLabels { get; init; }

    /// <summary>n_x and n_y of a field stack; frames are then turned into pictures with the largest y on top.</summary>
    public (int X, int Y)? Grid { get; init; }

    /// <summary>How many values a frame of a field stack must have.</summary>
    public int? Bins { get; init; }

    /// <summary>The side-car of a file; without one nothing is known. No link may lead out of <paramref name="confinedTo"/>.</summary>
    public static FieldSideCar Beside(string path, string? confinedTo = null)
    {
        foreach (string candidate in (ReadOnlySpan<string>)[path + ".json", Path.ChangeExtension(path, ".json")])
        {
            if (!File.Exists(candidate))
            {
                continue;
            }

            try
            {
                LinkTargets.RequireInside(candidate, confinedTo);
                using var document = JsonDocument.Parse(File.ReadAllBytes(candidate));
                return Read(document.RootElement, candidate);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException)
            {
                throw new FathomException(ExitCode.Usage, $"Cannot read the side-car {candidate}.", error.Message, "Correct it, or take it away to open the array without axes.", error);
            }
        }

        return new FieldSideCar();
    }

    /// <summary>Reads one object; entries that are there must have the right form.</summary>
    public static FieldSideCar Read(JsonElement json, string source)
    {
        (ImmutableArray<string> axes, ImmutableArray<JsonElement> objects) = ReadAxes(json);
        return new FieldSideCar
        {
            Name = Text(json, "name"),
            Axes = axes,
            Scale = Numbers(json, "scale", objects),
            Translation = Numbers(json, "translation", objects),
            Units = ReadUnits(json, objects, axes.Length),
            Contrast = Pair(json, "contrast", source) is { } contrast ? (contrast.First, contrast.Second) : null,
            Colormap = Text(json, "colormap"),
            IsLabels = Text(json, "kind") == "labels",
            Grid = Pair(json, "grid", source) is { } grid ? (Count(grid.First), Count(grid.Second)) : null,
            Bins = json.TryGetProperty("bins", out JsonElement bins) ? Count(bins.GetDouble()) : null,
        };
    }

    /// <summary>What this one says, and where it says nothing, what <paramref name="other"/> says.</summary>
    public FieldSideCar Over(FieldSideCar other) => new()
    {
        Name = Name ?? other.Name,
        Axes = Axes.IsEmpty ? other.Axes : Axes,
        Scale = Scale.IsEmpty ? other.Scale : Scale,
        Translation = Translation.IsEmpty ? other.Translation : Translation,
        Units = Units.IsEmpty ? other.Units : Units,
        Contrast = Contrast ?? other.Contrast,
        Colormap = Colormap ?? other.Colormap,
        IsLabels = IsLabels || other.IsLabels,
        Grid = Grid ?? other.Grid,
        Bins = Bins ?? other.Bins,
    };

    /// <summary>From a name to what it runs over, by the usual letters.</summary>
    public static AxisKind KindOf(string axis) => axis.ToUpperInvariant() switch
    {
        "T" or "TIME" or "FRAME" or "FRAMES" => AxisKind.Time,
        "C" or "CHANNEL" or "CHANNELS" => AxisKind.Channel,
        "X" or "Y" or "Z" => AxisKind.Space,
        _ => AxisKind.Other,
    };

    private static (ImmutableArray<string> Names, ImmutableArray<JsonElement> Objects) ReadAxes(JsonElement json)
    {
        if (!json.TryGetProperty("axes", out JsonElement axes))
        {
            return ([], []);
        }

        if (axes.ValueKind == JsonValueKind.String)
        {
            return ([.. axes.GetString()!.Select(static letter => letter.ToString())], []);
        }

        ImmutableArray<JsonElement> items = [.. axes.EnumerateArray()];
        bool areObjects = items.Any(static item => item.ValueKind == JsonValueKind.Object);
        return ([.. items.Select(static item => (item.ValueKind == JsonValueKind.Object ? item.GetProperty("name") : item).GetString() ?? throw new FormatException("An axis has no name."))], areObjects ? items : []);
    }

    private static ImmutableArray<string> ReadUnits(JsonElement json, ImmutableArray<JsonElement> objects, int axes)
    {
        if (!json.TryGetProperty("unit", out JsonElement units))
        {
            return [.. objects.Select(static item => Text(item, "unit") ?? string.Empty)];
        }

        return units.ValueKind == JsonValueKind.String
            ? [.. Enumerable.Repeat(units.GetString()!, axes)]
            : [.. units.EnumerateArray().Select(static unit => unit.GetString() ?? string.Empty)];
    }

    private static ImmutableArray<double> Numbers(JsonElement json, string key, ImmutableArray<JsonElement> objects)
    {
        if (json.TryGetProperty(key, out JsonElement list))
        {
            return [.. list.EnumerateArray().Select(static number => number.GetDouble())];
        }

        return objects.Any(item => item.TryGetProperty(key, out _))
            ? [.. objects.Select(item => item.TryGetProperty(key, out JsonElement number) ? number.GetDouble() : key == "scale" ? 1 : 0)]
            : [];
    }

    private static (double First, double Second)? Pair(JsonElement json, string key, string source)
    {
        if (!json.TryGetProperty(key, out JsonElement list))
        {
            return null;
        }

        double[] numbers = [.. list.EnumerateArray().Select(static number => number.GetDouble())];
        return numbers.Length == 2
            ? (numbers[0], numbers[1])
            : throw new FathomException(ExitCode.Usage, $"Cannot read the side-car {source}.", $"'{key}' has {numbers.Length} numbers.", $"Write two: \"{key}\": [A, B].");
    }

    private static int Count(double number) =>
        number is >= 1 and <= int.MaxValue ? (int)number : throw new FormatException($"{number} is no number of bins.");

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out JsonElement text) ? text.GetString() : null;
}
