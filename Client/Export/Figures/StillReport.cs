using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text.Json;
using Fathom.Client.Hosting;
using Fathom.Protocol.Reports;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>What came of a still.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Facts">What it shows.</param>
/// <param name="Warnings">What the user was told.</param>
internal sealed record StillReport(string Path, long Bytes, MapValue Facts, ImmutableArray<string> Warnings)
{
    /// <summary>Name and version of its form.</summary>
    public const string Schema = "fathom.still/1";

    /// <summary>Writes it as one JSON object.</summary>
    public void Write(Stream output) => JsonReport.Write(output, Schema, json =>
    {
        json.WriteString("file", Path);
        json.WriteNumber("bytes", Bytes);
        foreach ((string name, StateValue value) in Facts.Entries)
        {
            json.WritePropertyName(name);
            ValueJson.Write(json, value);
        }

        Texts(json, "warnings", Warnings);
    });

    /// <summary>A list of texts.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
