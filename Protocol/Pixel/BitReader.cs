using System;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Reads the bits of a parameter set, most significant first. Reading past the end gives zeros and sets <see cref="IsOverrun"/>:
/// a parser checks once, at its end, instead of after every field.
/// </summary>
internal ref struct BitReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly bool _escaped;
    private int _index;
    private int _bit;
    private int _zeros;

    /// <summary>Starts at the first bit.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="escaped">Whether a 3 after two zero bytes is an emulation prevention byte, to be skipped.</param>
    public BitReader(ReadOnlySpan<byte> data, bool escaped)
    {
        _data = data;
        _escaped = escaped;
    }

    /// <summary>Whether more was read than there was, or an Exp-Golomb code was longer than 32 bits.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>The bits consumed so far, not counting skipped bytes.</summary>
    public int Position { get; private set; }

    /// <summary>Reads one bit.</summary>
    public uint Bit()
    {
        if (_index >= _data.Length)
        {
            IsOverrun = true;
            return 0;
        }

        uint value = (uint)(_data[_index] >> (7 - _bit)) & 1;
        Position++;
        if (++_bit == 8)
        {
            NextByte();
        }

        return value;
    }

    /// <summary>Reads one bit as a flag.</summary>
    public bool Flag() => Bit() != 0;

    /// <summary>Reads up to 32 bits.</summary>
    public uint Bits(int count)
    {
        uint value = 0;
        for (int i = 0; i < count; i++)
        {
            value = (value << 1) | Bit();
        }

        return value;
    }

    /// <summary>Passes over bits.</summary>
    public void Skip(int count)
    {
        for (int i = 0; i < count && !IsOverrun; i++)
        {
            Bit();
        }
    }

    /// <summary>Reads an unsigned Exp-Golomb code.</summary>
    public uint Ue()
    {
        int zeros = 0;
        while (!IsOverrun && Bit() == 0)
        {
            if (++zeros > 31)
            {
                IsOverrun = true;
            }
        }

        return IsOverrun ? 0 : (uint)((1UL << zeros) - 1 + Bits(zeros));
    }

    /// <summary>Reads a signed Exp-Golomb code.</summary>
    public int Se()
    {
        uint code = Ue();
        long magnitude = ((long)code + 1) >> 1;
        return (int)((code & 1) != 0 ? magnitude : -magnitude);
    }

    private void NextByte()
    {
        _zeros = _data[_index] == 0 ? _zeros + 1 : 0;
        _bit = 0;
        _index++;
        if (_escaped && _zeros >= 2 && _index < _data.Length && _data[_index] == 3)
        {
            _index++;
            _zeros = 0;
        }
    }
}
