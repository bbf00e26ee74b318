using System.Collections.Generic;
using System.Text.Json;
using Fathom.Protocol.Commands;

namespace Fathom.Client.Scripts;

/// <summary>What a script did, for the report.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ScriptProgress
{
    private readonly List<(string Text, double AtMs)> _marks = [];
    private readonly List<DirectoryListing> _listings = [];

    /// <summary>How many steps the script has.</summary>
    public int Steps { get; set; }

    /// <summary>How many were done.</summary>
    public int Done { get; set; }

    /// <summary>How many failed.</summary>
    public int Failed { get; set; }

    /// <summary>Whether all steps were tried and what they asked for was answered.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The remarks so far and when they were made, in milliseconds after the first picture.</summary>
    public IReadOnlyList<(string Text, double AtMs)> Marks => _marks;

    /// <summary>Notes a remark.</summary>
    public void Mark(string text, double atMs) => _marks.Add((text, atMs));

    /// <summary>Notes what a directory holds.</summary>
    public void List(DirectoryListing listing) => _listings.Add(listing);

    /// <summary>Writes it as one member of the report.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("script");
        json.WriteNumber("steps", Steps);
        json.WriteNumber("done", Done);
        json.WriteNumber("failed", Failed);
        json.WriteBoolean("complete", IsComplete);
        json.WriteStartArray("marks");
        foreach ((string text, double atMs) in _marks)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteNumber("at_ms", System.Math.Round(atMs, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("listings");
        foreach (DirectoryListing listing in _listings)
        {
            json.WriteStartObject();
            json.WriteString("path", listing.Path);
            json.WriteBoolean("has_more", listing.HasMore);
            json.WriteStartArray("entries");
            foreach (DatasetEntry entry in listing.Entries)
            {
                json.WriteStringValue(entry.Name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
