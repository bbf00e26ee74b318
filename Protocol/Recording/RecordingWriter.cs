using System;
using System.Buffers.Binary;
using System.IO;

namespace Fathom.Protocol.Recording;

/// <summary>Appends records to a recording.</summary>
/// <remarks>Threads: one at a time. Ownership: the stream stays the caller's, who flushes it when the records should survive the machine.</remarks>
public sealed class RecordingWriter
{
    private readonly Stream _output;
    private byte[] _record = new byte[4096];

    /// <summary>Begins a recording: writes its header.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="start">The time that records count from.</param>
    public RecordingWriter(Stream output, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        Span<byte> header = stackalloc byte[RecordingFormat.FileHeaderSize];
        header.Clear();
        RecordingFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], RecordingFormat.Version);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], RecordingFormat.FileHeaderSize);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], (start - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        output.Write(header);
        Bytes = header.Length;
    }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Writes one record. Allocates only for one that is longer than all before it.</summary>
    public void Write(RecordKind kind, TimeSpan time, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, RecordingFormat.MaxPayload);
        int length = RecordingFormat.RecordHeaderSize + payload.Length + RecordingFormat.ChecksumSize;
        if (_record.Length < length)
        {
            _record = new byte[Math.Max(length, _record.Length * 2)];
        }

        Span<byte> record = _record.AsSpan(0, length);
        BinaryPrimitives.WriteInt32BigEndian(record, payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(record[RecordingFormat.KindOffset..], (byte)kind << 24);
        BinaryPrimitives.WriteInt64BigEndian(record[RecordingFormat.TimeOffset..], time.Ticks / TimeSpan.TicksPerMicrosecond);
        payload.CopyTo(record[RecordingFormat.RecordHeaderSize..]);
        int end = length - RecordingFormat.ChecksumSize;
        BinaryPrimitives.WriteUInt32BigEndian(record[end..], RecordingFormat.Checksum(record[..end]));
        _output.Write(record);
        Bytes += length;
    }
}
