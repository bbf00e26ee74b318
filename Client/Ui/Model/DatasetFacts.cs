using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>What a dataset is and what it would take, before it is loaded.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="What">Type, axes, levels, size; or what stands in the way of knowing it.</param>
/// <param name="Volume">What three dimensions would take; empty where there are none.</param>
/// <param name="IsRefused">Whether three dimensions would be refused.</param>
internal sealed record DatasetFacts(string Path, string What, string Volume, bool IsRefused)
{
    /// <summary>Reads an answer of <c>fathom.describe</c>.</summary>
    public static DatasetFacts Read(string path, MapValue answer)
    {
        List<string> parts = [answer["type"]?.AsText() ?? "?", string.Join(" × ", Maps(answer["axes"]).Select(static axis => $"{axis["name"]?.AsText()} {Number(axis["length"]):0}"))];
        ImmutableArray<MapValue> levels = Maps(answer["levels"]);
        double images = Number(answer["images"]), labels = Number(answer["labels"]);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{levels.Length} level{(levels.Length == 1 ? string.Empty : "s")}"));
        if (images > 1 || labels > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{images:0} image{(images == 1 ? string.Empty : "s")} and {labels:0} label set{(labels == 1 ? string.Empty : "s")}"));
        }

        if (!levels.IsEmpty)
        {
            parts.Add(Size(Number(levels[0]["bytes"])));
        }

        return answer["volume"] is MapValue volume
            ? new DatasetFacts(path, string.Join(" · ", parts), InDepth(volume), volume["refused"] is not null)
            : new DatasetFacts(path, string.Join(" · ", parts), string.Empty, false);
    }

    /// <summary>Bytes as people read them.</summary>
    public static string Size(double bytes)
    {
        (double value, string unit) = bytes switch
        {
            < 1 << 10 => (bytes, "B"),
            < 1 << 20 => (bytes / (1 << 10), "KiB"),
            < 1 << 30 => (bytes / (1 << 20), "MiB"),
            < 1L << 40 => (bytes / (1 << 30), "GiB"),
            _ => (bytes / (1L << 40), "TiB"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}");
    }

    private static string InDepth(MapValue volume)
    {
        if (volume["refused"]?.AsText() is { } refused)
        {
            return "In 3D: refused. " + refused;
        }

        string thinned = volume["thinned"]?.AsBool() == true ? ", thinned to fit" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"In 3D: level {Number(volume["level"]):0}{thinned}, {Size(Number(volume["bytes"]))} of {Size(Number(volume["allowed"]))} allowed");
    }

    private static ImmutableArray<MapValue> Maps(StateValue? value) => value is ListValue list ? [.. list.Items.OfType<MapValue>()] : [];

    private static double Number(StateValue? value) => value is not null && value.TryGetDouble(out double number) ? number : 0;
}
