using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Client.Hosting;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>The texts of a figure's file: the usual ones, which every viewer shows, and all of the facts, a key for each.</summary>
internal static class FigureTexts
{
    private static readonly JsonWriterOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The texts.</summary>
    /// <param name="facts">What is known of the picture.</param>
    /// <param name="title">A line of the user's; empty for none.</param>
    /// <param name="place">Where the picture was taken, in words.</param>
    public static List<KeyValuePair<string, string>> Of(MapValue facts, string title, string place)
    {
        var texts = new List<KeyValuePair<string, string>>();
        if (title.Length > 0)
        {
            texts.Add(new("Title", title));
        }

        string dataset = (facts["dataset"] as MapValue)?["path"]?.AsText() ?? string.Empty;
        texts.Add(new("Description", string.Join(": ", new[] { dataset, place }.Where(static part => part.Length > 0))));
        texts.Add(new("Software", facts["software"]?.AsText() ?? string.Empty));
        texts.AddRange(facts.Entries.Where(static entry => entry.Key != "software").Select(static entry => new KeyValuePair<string, string>("fathom." + entry.Key, Text(entry.Value))));
        return texts;
    }

    /// <summary>A value as it stands in a file: texts as they are, the rest as JSON.</summary>
    public static string Text(StateValue value) => value.AsText() ?? Json(value);

    private static string Json(StateValue value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, s_oneLine))
        {
            ValueJson.Write(json, value);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
