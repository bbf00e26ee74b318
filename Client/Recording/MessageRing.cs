using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fathom.Client.Recording;

/// <summary>Messages of any length, one after the other in one block of memory that is used round and round. Nothing is allocated after its making.</summary>
/// <remarks>
/// Threads: none of its own and no lock; its owner serialises. What lies between two positions may be read without the owner's lock as long
/// as nobody drops it.
/// </remarks>
internal sealed class MessageRing
{
    private const int Alignment = 8;

    private static readonly int s_header = Alignment + Align(Unsafe.SizeOf<RingEntry>());

    private readonly byte[] _memory;

    /// <summary>Creates an empty ring. Its pages cost nothing before they are used.</summary>
    public MessageRing(int bytes)
    {
        _memory = GC.AllocateUninitializedArray<byte>(Align(Math.Max(bytes, 2 * s_header)));
    }

    /// <summary>Where the oldest message lies.</summary>
    public long Tail { get; private set; }

    /// <summary>Behind the newest message.</summary>
    public long Head { get; private set; }

    /// <summary>The bytes in use.</summary>
    public long Used => Head - Tail;

    /// <summary>Whether a message could ever lie in it.</summary>
    public bool CanHold(int length) => s_header + (long)length + (2 * Alignment) <= _memory.Length / 2;

    /// <summary>Adds a message. False when there is no room.</summary>
    public bool TryAdd(RingEntry entry, ReadOnlySpan<byte> payload)
    {
        if (!CanHold(payload.Length))
        {
            return false;
        }

        int need = Align(s_header + payload.Length);
        int at = (int)(Head % _memory.Length);
        int skipped = at + need > _memory.Length ? _memory.Length - at : 0;
        if (Head + skipped + need - Tail > _memory.Length)
        {
            return false;
        }

        if (skipped > 0)
        {
            // Messages lie in one piece: the rest of the block stays empty this time round.
            MemoryMarshal.Write(_memory.AsSpan(at), -1);
            at = 0;
        }

        entry.Length = payload.Length;
        MemoryMarshal.Write(_memory.AsSpan(at), payload.Length);
        MemoryMarshal.Write(_memory.AsSpan(at + Alignment), entry);
        payload.CopyTo(_memory.AsSpan(at + s_header));
        Head += skipped + need;
        return true;
    }

    /// <summary>Reads the message at a position, which moves behind it. False when it has reached <paramref name="end"/>.</summary>
    /// <param name="position">Begins at <see cref="Tail"/>.</param>
    /// <param name="end">A <see cref="Head"/> that was read before.</param>
    /// <param name="entry">What is known of it.</param>
    /// <param name="payload">Its bytes, valid until they are dropped.</param>
    public bool TryRead(ref long position, long end, out RingEntry entry, out Span<byte> payload)
    {
        entry = default;
        payload = default;
        if (position >= end)
        {
            return false;
        }

        int at = (int)(position % _memory.Length);
        if (MemoryMarshal.Read<int>(_memory.AsSpan(at)) < 0)
        {
            position += _memory.Length - at;
            at = 0;
        }

        entry = MemoryMarshal.Read<RingEntry>(_memory.AsSpan(at + Alignment));
        payload = _memory.AsSpan(at + s_header, entry.Length);
        position += Align(s_header + entry.Length);
        return true;
    }

    /// <summary>Gives up all that lies before a position.</summary>
    public void DropTo(long position) => Tail = position;

    /// <summary>An empty ring begins at its beginning again: what is read as soon as it is written always uses the same few pages.</summary>
    public void RestartIfEmpty()
    {
        if (Used == 0)
        {
            Head = Tail = (Head + _memory.Length - 1) / _memory.Length * _memory.Length;
        }
    }

    /// <summary>A copy to read from while this one goes on.</summary>
    public MessageRing Copy(MessageRing into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(into._memory.Length, _memory.Length);
        int from = (int)(Tail % _memory.Length);
        int first = (int)Math.Min(Used, _memory.Length - from);
        _memory.AsSpan(from, first).CopyTo(into._memory.AsSpan(from));
        _memory.AsSpan(0, (int)(Used - first)).CopyTo(into._memory);
        into.Tail = Tail;
        into.Head = Head;
        return into;
    }

    private static int Align(int length) => (length + Alignment - 1) & -Alignment;
}
