using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Recording;

/// <summary>Makes the files of recordings.</summary>
internal static class RecordingFile
{
    /// <summary>Begins to record a run; an existing file is replaced.</summary>
    public static RecordingTap Begin(ClientSettings settings, RecordingSettings recording, TimeProvider time, Action<string> say) =>
        new(Create(recording.Path), recording, Note(settings), time, say);

    /// <summary>Says whose recording it is. Queries and users of addresses may be secrets, and are left out.</summary>
    internal static string Note(ClientSettings settings)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("program", "fathom");
            json.WriteString("version", ProductVersion.Text);
            json.WriteString("state_url", PictureProvenance.Public(settings.StateUrl));
            json.WriteString("pixel_url", PictureProvenance.Public(settings.PixelUrl));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static FileStream Create(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);

            // No buffer: each record is one write, and the system keeps it when we die.
            return new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot record to {path}.", Directory.Exists(path) ? "It is a folder." : error.Message, "Choose another file.", error);
        }
    }
}
