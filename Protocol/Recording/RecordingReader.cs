using System;
using System.Buffers.Binary;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Recording;

/// <summary>Reads a recording to its end, or to where it is torn.</summary>
/// <remarks>Threads: one at a time. Ownership: the stream stays the caller's.</remarks>
public sealed class RecordingReader
{
    private readonly Stream _input;
    private byte[] _record = new byte[4096];

    private RecordingReader(Stream input, DateTimeOffset start)
    {
        _input = input;
        Start = start;
    }

    /// <summary>The time that records count from.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How it ended; <see cref="RecordingEnd.None"/> before.</summary>
    public RecordingEnd End { get; private set; }

    /// <summary>Reads the header; throws a <see cref="FathomException"/> when it is no recording, or one of a later version.</summary>
    /// <param name="input">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    public static RecordingReader Open(Stream input, string name)
    {
        ArgumentNullException.ThrowIfNull(input);
        Span<byte> header = stackalloc byte[RecordingFormat.FileHeaderSize];
        if (input.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith(RecordingFormat.Magic))
        {
            throw Refused(name, "It does not begin as a recording of Fathom does.", "Give a file that fathom recorded.");
        }

        int version = BinaryPrimitives.ReadUInt16BigEndian(header[8..]);
        int size = BinaryPrimitives.ReadUInt16BigEndian(header[10..]);
        if (version != RecordingFormat.Version || size < header.Length)
        {
            throw Refused(name, $"It has version {version}; this program reads version {RecordingFormat.Version}.", "Use the version of Fathom that recorded it, or a later one.");
        }

        for (int i = header.Length; i < size; i++)
        {
            input.ReadByte();
        }

        long micros = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        long latest = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return new RecordingReader(input, DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(micros, 0, latest) * TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Reads the next record, of whatever kind. False at the end; <see cref="End"/> then says which.</summary>
    public bool TryRead(out RecordedMessage message)
    {
        message = default;
        if (End != RecordingEnd.None)
        {
            return false;
        }

        int got = Fill(0, RecordingFormat.RecordHeaderSize);
        if (got < RecordingFormat.RecordHeaderSize)
        {
            End = got == 0 ? RecordingEnd.Complete : RecordingEnd.Torn;
            return false;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(_record);
        if ((uint)length > RecordingFormat.MaxPayload)
        {
            End = RecordingEnd.Damaged;
            return false;
        }

        int rest = length + RecordingFormat.ChecksumSize;
        if (Fill(RecordingFormat.RecordHeaderSize, rest) < rest)
        {
            End = RecordingEnd.Torn;
            return false;
        }

        int end = RecordingFormat.RecordHeaderSize + length;
        if (RecordingFormat.Checksum(_record.AsSpan(0, end)) != BinaryPrimitives.ReadUInt32BigEndian(_record.AsSpan(end)))
        {
            End = RecordingEnd.Damaged;
            return false;
        }

        long micros = BinaryPrimitives.ReadInt64BigEndian(_record.AsSpan(RecordingFormat.TimeOffset));
        var time = new TimeSpan(Math.Clamp(micros, 0, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);
        message = new RecordedMessage((RecordKind)_record[RecordingFormat.KindOffset], time, _record.AsMemory(RecordingFormat.RecordHeaderSize, length));
        return true;
    }

    private static FathomException Refused(string name, string why, string how) => new(ExitCode.Usage, $"Cannot read {name}.", why, how);

    /// <summary>Reads so many bytes to a place of the buffer, growing it as bytes really come: a length alone makes no memory.</summary>
    private int Fill(int at, int count)
    {
        int got = 0;
        while (got < count)
        {
            if (_record.Length < at + count && _record.Length == at + got)
            {
                Array.Resize(ref _record, Math.Min(at + count, _record.Length * 2));
            }

            int read = _input.Read(_record, at + got, Math.Min(count - got, _record.Length - at - got));
            if (read == 0)
            {
                break;
            }

            got += read;
        }

        return got;
    }
}
