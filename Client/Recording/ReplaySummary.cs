using System;
using System.Text.Json;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>What was replayed, for a report.</summary>
/// <param name="File">Which file.</param>
/// <param name="End">How it ends.</param>
/// <param name="Records">Whole records in it.</param>
/// <param name="Frames">Frames in it, stills and answers aside.</param>
/// <param name="Length">From its start to its last record.</param>
internal sealed record ReplaySummary(string File, RecordingEnd End, int Records, int Frames, TimeSpan Length)
{
    /// <summary>The summary of a file.</summary>
    public static ReplaySummary Of(RecordedFile file) => new(file.Name, file.End, file.Entries.Count, file.Frames, file.Length);

    /// <summary>Writes it as one member of a report.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("file", File);
        json.WriteString("end", EndName);
        json.WriteNumber("records", Records);
        json.WriteNumber("frames", Frames);
        json.WriteNumber("seconds", Math.Round(Length.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private string EndName => End switch
    {
        RecordingEnd.Complete => "complete",
        RecordingEnd.Torn => "torn",
        _ => "damaged",
    };
}
