using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;

namespace Fathom.Client.Tests.Vectors;

/// <summary>The pure functions of the state channel: axis names, level clamp, layer values.</summary>
internal static class AxisAndValueChecks
{
    /// <summary><c>axis</c>, <c>axis_labels</c>, <c>ndim</c> → <c>index</c>.</summary>
    public static string? Axis(JsonElement vector)
    {
        string[] labels = Texts(vector.GetProperty("axis_labels"));
        JsonElement axis = vector.GetProperty("axis");
        string target = axis.ValueKind == JsonValueKind.String ? axis.GetString()! : axis.GetRawText();
        int? found = AxisNames.Find(target, labels, vector.GetProperty("ndim").GetInt32());
        JsonElement index = vector.GetProperty("index");
        int? wanted = index.ValueKind == JsonValueKind.Number ? index.GetInt32() : null;
        return found == wanted ? null : $"found {found}";
    }

    /// <summary><c>ndim</c> → <c>labels</c>.</summary>
    public static string? DefaultLabels(JsonElement vector) =>
        Compare(AxisNames.Default(vector.GetProperty("ndim").GetInt32()), vector.GetProperty("labels"));

    /// <summary><c>in</c>, <c>ndim</c> → <c>out</c>.</summary>
    public static string? NormalizedLabels(JsonElement vector)
    {
        JsonElement given = vector.GetProperty("in");
        string[] names = given.ValueKind == JsonValueKind.Array ? Texts(given) : [];
        return Compare(AxisNames.Normalize(names, vector.GetProperty("ndim").GetInt32()), vector.GetProperty("out"));
    }

    /// <summary><c>in</c>, <c>levels</c> → <c>ok</c>, <c>out</c>.</summary>
    public static string? Level(JsonElement vector)
    {
        bool ok = LevelValues.TryClamp(JsonMeaning.Of(vector.GetProperty("in")), vector.GetProperty("levels").GetInt32(), out int level);
        return Compare(vector, ok, level);
    }

    /// <summary><c>prop</c>, <c>in</c> → <c>ok</c>, <c>out</c>.</summary>
    public static string? LayerValue(JsonElement vector)
    {
        bool ok = LayerValues.TryNormalize(vector.GetProperty("prop").GetString()!, JsonMeaning.Of(vector.GetProperty("in")), out StateValue value);
        return Compare(vector, ok, value);
    }

    private static string? Compare(JsonElement vector, bool ok, StateValue value)
    {
        if (ok != vector.GetProperty("ok").GetBoolean())
        {
            return ok ? $"accepted as {value}" : "refused";
        }

        return !ok || JsonMeaning.Same(JsonMeaning.Of(vector.GetProperty("out")), value) ? null : $"became {value}";
    }

    private static string? Compare(ImmutableArray<string> labels, JsonElement wanted) =>
        labels.SequenceEqual(Texts(wanted)) ? null : $"became {string.Join(",", labels)}";

    private static string[] Texts(JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];
}
