using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fathom.Protocol.Reports;

/// <summary>The envelope of everything that <c>--json</c> prints: one object, snake_case, with the name and version of its schema.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object and a line feed.</summary>
    /// <param name="output">Where to; usually standard output.</param>
    /// <param name="schema">Name and version, for example <c>fathom.doctor/1</c>.</param>
    /// <param name="body">Writes the members after <c>schema</c>.</param>
    public static void Write(Stream output, string schema, Action<Utf8JsonWriter> body)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(body);
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            body(json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        output.Flush();
    }
}
