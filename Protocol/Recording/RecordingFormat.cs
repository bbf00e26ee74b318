using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Fathom.Protocol.Recording;

/// <summary>The bytes of a recording, version 1. Everything is big-endian.</summary>
/// <remarks>
/// <code>
/// file     0  8  "FATHOMRC"
///          8  2  version
///         10  2  bytes before the first record (24 here; a reader skips what it does not know)
///         12  4  0
///         16  8  start, microseconds since 1970 (UTC)
/// record   0  4  bytes of payload
///          4  1  kind
///          5  3  0
///          8  8  microseconds since the start
///         16  n  payload
///       16+n  4  CRC-32C of all before it in the record
/// </code>
/// A record is written by one call and never changed, so a writer that dies leaves at most one torn record, the last.
/// </remarks>
public static class RecordingFormat
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    /// <summary>The largest payload: the largest message that a client accepts.</summary>
    public const int MaxPayload = 64 << 20;

    internal const int FileHeaderSize = 24;
    internal const int RecordHeaderSize = 16;
    internal const int ChecksumSize = 4;
    internal const int KindOffset = 4;
    internal const int TimeOffset = 8;

    internal static ReadOnlySpan<byte> Magic => "FATHOMRC"u8;

    /// <summary>CRC-32C (Castagnoli), as processors compute it.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
