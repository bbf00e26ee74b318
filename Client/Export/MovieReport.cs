using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Export;

/// <summary>What came of an export.</summary>
internal sealed record MovieReport
{
    /// <summary>Name and version of its form.</summary>
    public const string Schema = "fathom.export/1";

    /// <summary>What was made.</summary>
    public required ExportPlan Plan { get; init; }

    /// <summary>How large it is.</summary>
    public required long Bytes { get; init; }

    /// <summary>How long this run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Frames that this run made.</summary>
    public required int Made { get; init; }

    /// <summary>Parts that were kept from an earlier run.</summary>
    public required int PartsReused { get; init; }

    /// <summary>How many worked.</summary>
    public required int Workers { get; init; }

    /// <summary>What the last thousand frames cost against the first thousand; null where that is not known.</summary>
    public double? CostRatio { get; init; }

    /// <summary>What the user was told.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The server, without what is secret in its address.</summary>
    public string Server { get; init; } = "";

    /// <summary>One line.</summary>
    public string ForPeople()
    {
        string speed = Made > 0 && Elapsed > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", {Made / Elapsed.TotalSeconds:0.0} pictures/s") : "";
        string kept = PartsReused > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {PartsReused} of {Plan.Parts.Count} parts were there already") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Plan.Target.Path}: {Plan.Frames.Count} frames, {ProgressText.Size(Bytes)}, in {ProgressText.Duration(Elapsed)}{speed}{kept}.");
    }

    /// <summary>Writes it as one JSON object.</summary>
    public void Write(Stream output) => JsonReport.Write(output, Schema, json =>
    {
        json.WriteString("file", Plan.Target.Path);
        json.WriteString("kind", Plan.Target.Kind);
        json.WriteNumber("frames", Plan.Frames.Count);
        json.WriteString("axis", Plan.Axis.Name);
        json.WriteString("range", Plan.Frames.ToString());
        json.WriteNumber("width", Plan.Size.Width);
        json.WriteNumber("height", Plan.Size.Height);
        json.WriteString("fps", Plan.Rate.ToString());
        json.WriteNumber("movie_seconds", Plan.Frames.Count / Plan.Rate.PerSecond);
        json.WriteNumber("bytes", Bytes);
        json.WriteNumber("seconds", Math.Round(Elapsed.TotalSeconds, 3));
        json.WriteNumber("frames_made", Made);
        json.WriteNumber("frames_per_second", Elapsed > TimeSpan.Zero ? Math.Round(Made / Elapsed.TotalSeconds, 2) : 0);
        json.WriteNumber("parts", Plan.Parts.Count);
        json.WriteNumber("parts_reused", PartsReused);
        json.WriteNumber("workers", Workers);
        if (CostRatio is { } ratio)
        {
            json.WriteNumber("last1000_over_first1000", Math.Round(ratio, 3));
        }
        else
        {
            json.WriteNull("last1000_over_first1000");
        }

        json.WriteStartArray("overlays");
        foreach (OverlaySpec overlay in Plan.Overlays)
        {
            json.WriteStartObject();
            json.WriteString("id", overlay.Id);
            json.WriteString("path", overlay.Path);
            Texts(json, "warnings", [.. Warnings.Where(warning => warning.Contains($"'{overlay.Id}'", StringComparison.Ordinal))]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "warnings", Warnings);
        json.WriteString("server", Server);
    });

    private static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
