using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Fathom.Bench.Compare;

/// <summary>The two runs of a program that measures itself: as fast as it goes, and one unit at a time.</summary>
internal static class SelfReport
{
    /// <summary>Joins them with what was measured from outside.</summary>
    public static ProgramFigures Join(ChildRun? rate, ChildRun? one)
    {
        using JsonDocument fast = Parse(rate), single = Parse(one);
        double frames = fast.RootElement.GetProperty("frames").GetDouble(), each = fast.RootElement.GetProperty("processor_seconds").GetDouble() / frames;
        return new ProgramFigures
        {
            Rate = frames / fast.RootElement.GetProperty("seconds").GetDouble(),
            ProcessorMsPerFrame = each * 1000,
            StartProcessorSeconds = Math.Max(0, rate!.ProcessorSeconds - (each * (frames + fast.RootElement.GetProperty("warm_up").GetDouble()))),
            PeakMebibytes = rate.PeakMebibytes,
            LatencyMs = Middle(single.RootElement.GetProperty("readable_ms")),
            BeyondDecodeMs = Middle(single.RootElement.GetProperty("beyond_ms")),
            Parts = Parts(single.RootElement),
            Thumbnail = [.. single.RootElement.GetProperty("thumbnail").EnumerateArray().Select(static value => value.GetDouble())],
            Renderer = single.RootElement.GetProperty("renderer").GetString(),
        };
    }

    private static JsonDocument Parse(ChildRun? run)
    {
        if (run is not { Exit: 0 })
        {
            throw ProgramFailedException.After(run);
        }

        try
        {
            return JsonDocument.Parse(run.Output);
        }
        catch (JsonException)
        {
            throw ProgramFailedException.After(run);
        }
    }

    private static Dictionary<string, double> Parts(JsonElement report) => report.EnumerateObject()
        .Where(static member => member.Name.EndsWith("_ms", StringComparison.Ordinal) && member.Name is not ("beyond_ms" or "readable_ms"))
        .ToDictionary(static member => member.Name[..^3], static member => Middle(member.Value));

    private static double Middle(JsonElement distribution) => distribution.GetProperty("p50").GetDouble();
}
