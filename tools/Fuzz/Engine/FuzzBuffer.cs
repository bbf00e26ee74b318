using System;

namespace Fathom.Fuzz.Engine;

/// <summary>One input under construction; reused, and never longer than its room.</summary>
internal sealed class FuzzBuffer
{
    public const int Room = 1 << 16;

    private readonly byte[] _bytes = new byte[Room];

    public int Length { get; private set; }

    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        int fits = Math.Min(bytes.Length, Room - Length);
        bytes[..fits].CopyTo(_bytes.AsSpan(Length));
        Length += fits;
    }

    public void Append(byte value) => Append([value]);

    /// <summary>Replaces a part by other bytes, which may lie in this buffer.</summary>
    public void Splice(int start, int length, ReadOnlySpan<byte> replacement)
    {
        byte[] tail = Bytes[(start + length)..].ToArray();
        byte[] inserted = replacement.ToArray();
        Length = start;
        Append(inserted);
        Append(tail);
    }

    public void Truncate(int length) => Length = Math.Min(Length, length);
}
