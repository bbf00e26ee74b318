using System;
using System.Text.Json;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Reads single lines of <c>session.jsonl</c>. What is not there is not known.</summary>
internal static class SampleReader
{
    /// <summary>A number; NaN for null or nothing.</summary>
    public static double Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    /// <summary>An intent.</summary>
    public static IntentSample Intent(JsonElement row) => new()
    {
        Repeat = row.GetProperty("repeat").GetInt32(),
        Number = row.GetProperty("number").GetInt64(),
        Property = row.GetProperty("property").GetString() ?? string.Empty,
        Fate = IntentFateOf(row.GetProperty("fate").GetString()),
        IsEstimated = row.GetProperty("estimated").GetBoolean(),
        Revision = row.TryGetProperty("revision", out JsonElement revision) ? revision.GetInt64() : null,
        AnsweredBy = row.TryGetProperty("sequence", out JsonElement sequence) ? sequence.GetUInt32() : null,
        At = StampsOf<IntentStamp>(row),
        Stages = Stages(row),
    };

    /// <summary>A frame.</summary>
    public static FrameSample Frame(JsonElement row) => new()
    {
        Repeat = row.GetProperty("repeat").GetInt32(),
        Sequence = row.GetProperty("sequence").GetUInt32(),
        Fate = FrameFateOf(row.GetProperty("fate").GetString()),
        IsEstimated = row.GetProperty("estimated").GetBoolean(),
        Revision = row.TryGetProperty("revision", out JsonElement revision) ? revision.GetInt64() : null,
        Bytes = row.GetProperty("bytes").GetInt32(),
        IsKeyframe = row.GetProperty("keyframe").GetBoolean(),
        Quality = Enum.TryParse(row.GetProperty("quality").GetString(), ignoreCase: true, out FrameQuality quality) ? quality : FrameQuality.Unknown,
        Level = row.GetProperty("level").GetInt32(),
        At = StampsOf<FrameStamp>(row),
        Stages = Stages(row),
    };

    /// <summary>A moment of the clock.</summary>
    public static ClockSample Clock(JsonElement row) => new(
        Number(row, "t_ms"),
        Number(row, "offset_ms"),
        Number(row, "uncertainty_ms") is var ms && double.IsNaN(ms) ? double.PositiveInfinity : ms,
        Number(row, "drift_ppm"),
        row.GetProperty("estimated").GetBoolean())
    {
        DriftUncertaintyPpm = Number(row, "drift_uncertainty_ppm"),
    };

    /// <summary>Something else.</summary>
    public static SessionEvent Event(JsonElement row) => new(
        row.GetProperty("repeat").GetInt32(),
        Number(row, "t_ms"),
        row.GetProperty("name").GetString() ?? string.Empty,
        Number(row, "ms"),
        row.GetProperty("text").GetString() ?? string.Empty);

    private static StageSpan? Stages(JsonElement row)
    {
        double total = Number(row, "total_ms");
        if (double.IsNaN(total))
        {
            return null;
        }

        var span = new StageSpan { Total = total };
        for (int i = 0; i < StageNames.Count; i++)
        {
            span[(Stage)i] = Number(row, StageNames.Of((Stage)i) + "_ms");
        }

        foreach (Stage stage in SessionColumns.Uncertain)
        {
            if (row.TryGetProperty(StageNames.Of(stage) + "_uncertainty_ms", out JsonElement uncertainty))
            {
                span.SetUncertainty(stage, uncertainty.ValueKind == JsonValueKind.Number ? uncertainty.GetDouble() : double.PositiveInfinity);
            }
        }

        return span;
    }

    private static Stamps<T> StampsOf<T>(JsonElement row)
        where T : struct, Enum
    {
        var at = new Stamps<T>();
        for (int i = 0; i < Stamps<T>.Names.Length; i++)
        {
            at[i] = Number(row, Stamps<T>.Names[i]);
        }

        return at;
    }

    private static IntentFate IntentFateOf(string? name)
    {
        foreach (IntentFate fate in Enum.GetValues<IntentFate>())
        {
            if (StageNames.Of(fate) == name)
            {
                return fate;
            }
        }

        throw new FormatException($"'{name}' is no fate of an intent.");
    }

    private static FrameFate FrameFateOf(string? name)
    {
        foreach (FrameFate fate in Enum.GetValues<FrameFate>())
        {
            if (StageNames.Of(fate) == name)
            {
                return fate;
            }
        }

        throw new FormatException($"'{name}' is no fate of a frame.");
    }
}
