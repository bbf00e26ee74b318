using System;
using System.Globalization;
using System.Text.Json;

namespace Fathom.Client.Recording;

/// <summary>What became of a recording.</summary>
/// <param name="File">Where it is.</param>
internal sealed record RecordingSummary(string File)
{
    /// <summary>Whole records in the file.</summary>
    public long Records { get; init; }

    /// <summary>The file's bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>From its start to its last record.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>Places where messages are missing.</summary>
    public long Gaps { get; init; }

    /// <summary>The messages that are missing.</summary>
    public long LostMessages { get; init; }

    /// <summary>Their bytes.</summary>
    public long LostBytes { get; init; }

    /// <summary>Why it ended before the run did; null when it did not.</summary>
    public string? EndedEarly { get; init; }

    /// <summary>Writes it as one member of a report.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("file", File);
        json.WriteNumber("records", Records);
        json.WriteNumber("bytes", Bytes);
        json.WriteNumber("seconds", Math.Round(Length.TotalSeconds, 3));
        json.WriteNumber("gaps", Gaps);
        json.WriteNumber("lost_messages", LostMessages);
        json.WriteNumber("lost_bytes", LostBytes);
        json.WriteString("ended_early", EndedEarly);
        json.WriteEndObject();
    }

    /// <summary>The same in one sentence.</summary>
    public string ForPeople() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Records} records, {Bytes / 1e6:0.0} MB, {Length.TotalSeconds:0.0} s are in {File}{(Gaps > 0 ? $"; {LostMessages} messages in {Gaps} places are missing, the disk was too slow" : string.Empty)}.");
}
