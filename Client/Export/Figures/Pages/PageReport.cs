using System.IO;
using Fathom.Client.Hosting;
using Fathom.Protocol.Reports;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>What came of a page.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Bytes">How large it is, with its pictures.</param>
/// <param name="Content">What stands on it.</param>
internal sealed record PageReport(string Path, long Bytes, PageContent Content)
{
    /// <summary>Name and version of its form.</summary>
    public const string Schema = "fathom.page/1";

    /// <summary>Writes it as one JSON object.</summary>
    public void Write(Stream output) => JsonReport.Write(output, Schema, json =>
    {
        json.WriteString("file", Path);
        json.WriteNumber("bytes", Bytes);
        json.WriteString("axis", Content.Axis);
        json.WriteString("range", Content.Frames);
        json.WriteStartArray("stills");
        foreach (PageStill still in Content.Stills)
        {
            json.WriteStartObject();
            json.WriteNumber("index", still.Index);
            json.WriteString("place", still.Place);
            json.WriteString("file", still.Source.StartsWith("data:", System.StringComparison.Ordinal) ? "inline" : still.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Content.LeftOut is { } notice)
        {
            json.WriteStartObject("left_out");
            json.WriteString("what", notice.What);
            json.WriteString("why", notice.Why);
            json.WriteString("how", notice.How);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("left_out");
        }

        foreach ((string name, StateValue value) in Content.Facts.Entries)
        {
            json.WritePropertyName(name);
            ValueJson.Write(json, value);
        }

        StillReport.Texts(json, "warnings", Content.Warnings);
    });
}
