using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Fathom.Protocol.Configuration;

namespace Fathom.Client.Ui;

/// <summary>The servers that pictures came from, the last one first, in a small file of the user's.</summary>
/// <remarks>Addresses only; never a token. A file that cannot be read or written is as good as none.</remarks>
internal sealed class RecentServers
{
    private const int Most = 8;

    private readonly string _path;
    private readonly List<RecentServer> _servers = [];

    /// <summary>Reads a file, if it is there.</summary>
    public RecentServers(string path)
    {
        _path = path;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement entry in document.RootElement.GetProperty("servers").EnumerateArray())
            {
                string? pixel = entry.TryGetProperty("pixel_url", out JsonElement other) ? other.GetString() : null;
                if (entry.GetProperty("url").GetString() is { Length: > 0 } url && _servers.Count < Most)
                {
                    _servers.Add(new RecentServer(url, pixel));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            _servers.Clear();
        }
    }

    /// <summary>The servers.</summary>
    public IReadOnlyList<RecentServer> Servers => _servers;

    /// <summary>The user's file.</summary>
    public static string DefaultPath()
    {
        string root = ProcessEnvironment.Get("XDG_STATE_HOME") ?? ProcessEnvironment.Get("LOCALAPPDATA")
            ?? Path.Combine(ProcessEnvironment.Get("HOME") ?? ".", ".local", "state");
        return Path.Combine(root, "fathom", "recent.json");
    }

    /// <summary>Puts a server in front.</summary>
    public void Add(RecentServer server)
    {
        _servers.RemoveAll(known => known.Url == server.Url);
        _servers.Insert(0, server);
        if (_servers.Count > Most)
        {
            _servers.RemoveRange(Most, _servers.Count - Most);
        }

        Write();
    }

    /// <summary>Forgets a server.</summary>
    public void Forget(RecentServer server)
    {
        _servers.Remove(server);
        Write();
    }

    private void Write()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using FileStream file = File.Create(_path);
            using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteStartArray("servers");
            foreach (RecentServer server in _servers)
            {
                json.WriteStartObject();
                json.WriteString("url", server.Url);
                if (server.PixelUrl is { } pixel)
                {
                    json.WriteString("pixel_url", pixel);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A list of addresses is a convenience.
        }
    }
}
