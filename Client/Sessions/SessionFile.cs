using System;
using System.Collections.Frozen;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>What somebody looked at: server, dataset, view and layers, as a file to come back to or to send to a colleague.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Content">All of it as it was read, so that what this version does not know is still there when it is saved again.</param>
internal sealed record SessionFile(string Path, MapValue Content)
{
    /// <summary>What kind of file it is.</summary>
    public const string Format = "fathom.session";

    /// <summary>The version that this program writes, and the newest that it reads.</summary>
    public const int Version = 1;

    /// <summary>Where it is saved unless somebody says otherwise.</summary>
    public const string UsualPath = "fathom-session.json";

    private const long LargestBytes = 4 << 20;

    private static readonly FrozenSet<string> s_known =
        FrozenSet.Create("format", "version", "saved", "server", "dataset", "dimensions", "position", "order", "ndisplay", "level", "slab", "camera", "layers", "overlays", "presenter", "panels", "theme");

    /// <summary>The server's state channel; null when the file names none.</summary>
    public string? StateUrl => Part("server")["url"]?.AsText();

    /// <summary>The server's pixel channel; null for the next port.</summary>
    public string? PixelUrl => Part("server")["pixel_url"]?.AsText();

    /// <summary>The dataset, as the server names it; null when the file names none.</summary>
    public string? DatasetPath => Part("dataset")["path"]?.AsText();

    /// <summary>Reads a file; null where there is none yet.</summary>
    public static SessionFile? TryRead(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return !info.Exists ? null : info.Length > LargestBytes ? throw Refusal(path, "It is larger than 4 MiB.") : Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, error.Message, error);
        }
    }

    /// <summary>Reads a text.</summary>
    public static SessionFile Parse(string path, byte[] text)
    {
        try
        {
            MapValue content = SessionJson.Read(text) as MapValue ?? throw Refusal(path, "It is not a JSON object.");
            if (content["format"]?.AsText() != Format)
            {
                throw Refusal(path, $"Its 'format' is not '{Format}'.");
            }

            bool isVersion = content["version"] is { } told && told.TryGetInt64(out long version) && version is >= 1 and <= Version;
            return isVersion ? new SessionFile(path, content) : throw Refusal(path, $"It is of another version than {Version}, which is all that this program knows.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second: half a character in a text.
            throw Refusal(path, error.Message, error);
        }
    }

    /// <summary>Writes the file: as a whole or, if that fails, not at all.</summary>
    public void Write()
    {
        string full = System.IO.Path.GetFullPath(Path), folder = System.IO.Path.GetDirectoryName(full)!;
        string unfinished = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(full)}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                file.Write(SessionJson.Write(Content));
                file.WriteByte((byte)'\n');

                // On the disk before it takes the other's place: a crash leaves the old one or the new one.
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            throw new FathomException(ExitCode.Usage, $"Cannot write the session to {Path}.", error.Message, "Choose another place with --session.", error);
        }
    }

    /// <summary>The file with another content. What this version does not know stays; what it knows and is no longer so goes.</summary>
    public SessionFile With(MapValue content) =>
        this with { Content = content.MergedWith(new MapValue([.. Content.Entries.Where(static entry => !s_known.Contains(entry.Key))])) };

    /// <summary>A part of the file; empty where it is not there.</summary>
    public MapValue Part(string name) => Content[name] as MapValue ?? MapValue.Empty;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is left behind; the reason for the failure is told already.
        }
    }

    private static FathomException Refusal(string path, string why, Exception? inner = null) =>
        new(ExitCode.Usage, $"Cannot read the session {path}.", why, "Name a file that Fathom has saved (Ctrl+S in its window), or leave --session out.", inner);
}
