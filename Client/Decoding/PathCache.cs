using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Decoding;

/// <summary>Remembers on this machine which way to decode was the fastest. Safe to delete; a file that is damaged, or of another GL or FFmpeg, is as
/// good as none.</summary>
internal sealed class PathCache
{
    private const string Schema = "fathom.paths/1";

    /// <summary>Creates a cache in a file.</summary>
    public PathCache(string fileName) => FileName = fileName;

    /// <summary>Where it is.</summary>
    public string FileName { get; }

    /// <summary>The cache of this user; null where the system names no home.</summary>
    public static PathCache? OfThisUser()
    {
        string? root = ProcessEnvironment.Get("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : ProcessEnvironment.Get("LOCALAPPDATA") is { Length: > 0 } local ? local
            : ProcessEnvironment.Get("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : null;
        return root is null ? null : new PathCache(Path.Combine(root, "fathom", "decoder-paths.json"));
    }

    /// <summary>What was measured with this key; null when nothing was, or nothing that can be read.</summary>
    public PathReport? TryRead(string key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(FileName));
            JsonElement root = document.RootElement;
            return root.GetProperty("schema").GetString() == Schema && root.GetProperty("key").GetString() == key
                ? new PathReport(key, root.GetProperty("clip").GetString() ?? "", ReadPaths(root.GetProperty("paths")))
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps a report. Null when it was written, else why not: nothing depends on it but the time of the next start.</summary>
    public string? TryWrite(PathReport report)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FileName)!);

            // In one step: another start may read it at this moment.
            string draft = $"{FileName}.{Environment.ProcessId}";
            using (FileStream stream = File.Create(draft))
            {
                using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
                json.WriteStartObject();
                json.WriteString("schema", Schema);
                json.WriteString("key", report.Key);
                json.WriteString("clip", report.Clip);
                PathText.Write(json, "paths", report.Paths);
                json.WriteEndObject();
            }

            File.Move(draft, FileName, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static List<TimedPath> ReadPaths(JsonElement paths)
    {
        var read = new List<TimedPath>();
        foreach (JsonElement path in paths.EnumerateArray())
        {
            read.Add(new TimedPath
            {
                Decoder = path.GetProperty("decoder").GetString() ?? throw new JsonException("A path without a decoder."),
                Import = path.GetProperty("import").GetString() ?? throw new JsonException("A path without an import."),
                Failure = path.GetProperty("failure").GetString(),
                DecodeMs = ReadTimes(path, "decode_ms"),
                DrawMs = ReadTimes(path, "draw_ms"),
                TotalMs = ReadTimes(path, "total_ms"),
                CopiesPerFrame = path.GetProperty("copies_per_frame").GetDouble(),
                CopiedBytesPerFrame = path.GetProperty("copied_bytes_per_frame").GetDouble(),
            });
        }

        return read;
    }

    private static Distribution ReadTimes(JsonElement path, string name)
    {
        JsonElement times = path.GetProperty(name);
        return new Distribution(times.GetProperty("p50").GetDouble(), times.GetProperty("p95").GetDouble(), times.GetProperty("p99").GetDouble(), times.GetProperty("n").GetInt32());
    }
}
