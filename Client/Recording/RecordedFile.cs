using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>A recording that was looked through once: what lies where, up to its end or to where it is torn.</summary>
/// <remarks>Threads: any, after it was opened; reads do not share a position.</remarks>
internal sealed class RecordedFile : IDisposable
{
    private const int ChecksumSize = 4;
    private const int ScanBuffer = 1 << 20;

    private readonly FileStream _file;
    private readonly List<RecordedEntry> _entries = [];

    private RecordedFile(string name, FileStream file)
    {
        Name = name;
        _file = file;
    }

    /// <summary>Its name, for messages.</summary>
    public string Name { get; }

    /// <summary>The records in their order.</summary>
    public IReadOnlyList<RecordedEntry> Entries => _entries;

    /// <summary>How the file ends.</summary>
    public RecordingEnd End { get; private set; }

    /// <summary>The time of its start.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>From its start to its last record.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>Frames in it, stills and answers aside.</summary>
    public int Frames { get; private set; }

    /// <summary>What the user should know of the file before it is played; null for nothing.</summary>
    public string? Trouble => End switch
    {
        RecordingEnd.Torn => Said("is torn: whoever wrote it was stopped in the middle of a record"),
        RecordingEnd.Damaged => Said("is damaged"),
        _ => null,
    };

    /// <summary>Opens and looks through a recording. Throws a <see cref="FathomException"/> for what is none or of a later version.</summary>
    public static RecordedFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, ScanBuffer);
            var file = new RecordedFile(path, stream);
            file.Scan();
            stream = null;
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot read {path}.", Directory.Exists(path) ? "It is a folder." : error.Message, "Give a file that fathom record wrote.", error);
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>Reads a payload to the start of a place with room for it.</summary>
    public void Read(in RecordedEntry entry, Span<byte> destination)
    {
        Span<byte> rest = destination[..entry.Length];
        long position = entry.Position;
        while (!rest.IsEmpty)
        {
            int read = RandomAccess.Read(_file.SafeFileHandle, rest, position);
            if (read == 0)
            {
                throw new FathomException(ExitCode.Usage, $"Cannot read {Name} any further.", "It became shorter while it was played.", "Play a copy.");
            }

            rest = rest[read..];
            position += read;
        }
    }

    /// <summary>Reads a payload.</summary>
    public byte[] Read(in RecordedEntry entry)
    {
        byte[] payload = new byte[entry.Length];
        Read(entry, payload);
        return payload;
    }

    /// <summary>Reads a payload as text.</summary>
    public string ReadText(in RecordedEntry entry) => Encoding.UTF8.GetString(Read(entry));

    /// <summary>Makes a frame of a record of the pixel channel, as if it had come now. False when it is none, or there is no memory.</summary>
    public bool TryReadUnit(in RecordedEntry entry, NativeBufferPool pool, long now, out EncodedUnit unit)
    {
        unit = default;
        if (entry.Unit == UnitKind.None || !pool.TryRent(entry.Length, out NativeBuffer? buffer))
        {
            return false;
        }

        Read(entry, buffer!.GetSpan());
        buffer.Length = entry.Length;
        if (!PixelMessage.TryParse(buffer.Bytes, entry.Kind == RecordKind.PixelWithView, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out _))
        {
            buffer.Return();
            return false;
        }

        unit = new EncodedUnit { Buffer = buffer, Offset = offset, Length = entry.Length - offset, Header = header, HasView = hasView, View = view, FirstByteTicks = now, LastByteTicks = now };
        return true;
    }

    /// <summary>Where to begin so that the picture at a time is right: at the beginning as it was; else the last key frame not after it, else the first one there is; behind the end without any.</summary>
    public int FirstUnitFor(TimeSpan from)
    {
        if (from <= TimeSpan.Zero)
        {
            return 0;
        }

        int found = -1;
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Unit == UnitKind.Key && (found < 0 || _entries[i].Time <= from))
            {
                found = i;
            }
        }

        return found < 0 ? _entries.Count : found;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Scan()
    {
        RecordingReader reader = RecordingReader.Open(_file, Name);
        Start = reader.Start;
        while (reader.TryRead(out RecordedMessage message))
        {
            UnitKind unit = KindOf(message);
            Frames += unit is UnitKind.Key or UnitKind.Delta ? 1 : 0;
            Length = message.Time > Length ? message.Time : Length;
            _entries.Add(new RecordedEntry(message.Kind, message.Time, _file.Position - ChecksumSize - message.Payload.Length, message.Payload.Length, unit));
        }

        End = reader.End;
    }

    private static UnitKind KindOf(in RecordedMessage message)
    {
        ReadOnlySpan<byte> bytes = message.Payload.Span;
        if (message.Kind is not (RecordKind.PixelPlain or RecordKind.PixelWithView)
            || !PixelMessage.TryParse(bytes, message.Kind == RecordKind.PixelWithView, out PixelHeader header, out _, out _, out int offset, out _))
        {
            return UnitKind.None;
        }

        if (header.Codec == VideoCodec.LosslessStill)
        {
            return header.IsKeyframe ? UnitKind.Still : UnitKind.Answer;
        }

        return header.IsKeyframe || NalFormat.IsKeyframe(header.Codec, bytes[offset..]) ? UnitKind.Key : UnitKind.Delta;
    }

    private string Said(string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {what}. The {_entries.Count} whole records before that, {Length.TotalSeconds:0.0} s, are played.");
}
