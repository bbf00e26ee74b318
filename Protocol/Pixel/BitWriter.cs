using System;

namespace Fathom.Protocol.Pixel;

/// <summary>Writes bits, most significant first, into a span. Writing past the end sets <see cref="IsOverrun"/> and is dropped.</summary>
internal ref struct BitWriter
{
    private readonly Span<byte> _data;

    /// <summary>Starts at the first bit of <paramref name="data"/>, which is cleared.</summary>
    public BitWriter(Span<byte> data)
    {
        _data = data;
        _data.Clear();
    }

    /// <summary>Whether there was no room.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>The bits written.</summary>
    public int Position { get; private set; }

    /// <summary>The bytes touched.</summary>
    public readonly int Length => (Position + 7) / 8;

    /// <summary>Writes the lowest <paramref name="count"/> bits of a value.</summary>
    public void Bits(uint value, int count)
    {
        if (Position + count > _data.Length * 8)
        {
            IsOverrun = true;
            return;
        }

        for (int i = count - 1; i >= 0; i--)
        {
            _data[Position >> 3] |= (byte)(((value >> i) & 1) << (7 - (Position & 7)));
            Position++;
        }
    }

    /// <summary>Writes a flag.</summary>
    public void Flag(bool value) => Bits(value ? 1u : 0u, 1);

    /// <summary>Writes an unsigned Exp-Golomb code.</summary>
    public void Ue(uint value)
    {
        ulong code = (ulong)value + 1;
        int length = 64 - System.Numerics.BitOperations.LeadingZeroCount(code);
        Bits(0, length - 1);
        if (length > 32)
        {
            Bits(1, 1);
            length = 32;
        }

        Bits((uint)code, length);
    }

    /// <summary>Writes a signed Exp-Golomb code.</summary>
    public void Se(int value) => Ue(value > 0 ? (uint)((2L * value) - 1) : (uint)(-2L * value));

    /// <summary>Copies bits from a reader.</summary>
    public void Copy(ref BitReader source, int count)
    {
        for (int i = 0; i < count && !IsOverrun && !source.IsOverrun; i++)
        {
            Bits(source.Bit(), 1);
        }
    }

    /// <summary>Ends a raw byte sequence payload: a one bit, then zeros up to the byte boundary.</summary>
    public void TrailingBits()
    {
        Bits(1, 1);
        Bits(0, (8 - (Position & 7)) & 7);
    }
}
