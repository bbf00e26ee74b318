using System;
using System.Text.Json;
using Fathom.Client.Decoding;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Doctor;

/// <summary>What <c>fathom doctor --time</c> adds: the times, or why there are none.</summary>
/// <param name="Report">The times; null when nothing could be timed.</param>
/// <param name="Trouble">What went wrong on the way; "" when nothing did.</param>
/// <param name="KeptIn">The file in which later starts find the result; null for none.</param>
internal sealed record PathTiming(PathReport? Report, string Trouble, string? KeptIn)
{
    /// <summary>Times everything anew and keeps the result.</summary>
    public static PathTiming Run(TimeProvider time)
    {
        PathCache? cache = PathCache.OfThisUser();
        string trouble = "";
        try
        {
            PathReport report = DecoderPlan.Measure(cache, time, renew: true, line => trouble = line.StartsWith("the times", StringComparison.Ordinal) ? line : trouble);
            return new PathTiming(report, trouble, trouble.Length == 0 ? cache?.FileName : null);
        }
        catch (FathomException error)
        {
            return new PathTiming(null, error.Why, null);
        }
    }

    /// <summary>A table, the choice, and where it is kept.</summary>
    public string ForPeople()
    {
        string head = Report is null ? $"Nothing could be timed: {Trouble}{Environment.NewLine}" : PathText.ForPeople(Report);
        string tail = KeptIn is not null ? $"  Kept in {KeptIn}; '--decoder auto' goes by it.{Environment.NewLine}" : Report is not null && Trouble.Length > 0 ? $"  {Trouble}{Environment.NewLine}" : "";
        return Environment.NewLine + head + tail;
    }

    /// <summary>The same for programs, as the property <c>timing</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("timing");
        json.WriteString("trouble", Trouble.Length > 0 ? Trouble : null);
        json.WriteString("kept_in", KeptIn);
        if (Report is not null)
        {
            json.WriteString("clip", Report.Clip);
            json.WriteString("key", Report.Key);
            PathText.Write(json, "paths", Report.Paths);
            json.WriteString("chosen", Report.Chosen?.Name);
            json.WriteString("why", Report.Why);
        }

        json.WriteEndObject();
    }
}
