using System;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Walks over the NAL units of an access unit. In the length-prefixed form it stops at a zero or overrunning length, so that
/// trailing garbage is left out; <see cref="Consumed"/> tells how far the good part reaches.
/// </summary>
public ref struct NalUnitReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _lengthSize;
    private int _start;
    private int _length;

    /// <summary>Starts before the first unit.</summary>
    /// <param name="data">The access unit.</param>
    /// <param name="layout">Its form; nothing is read from an unknown one.</param>
    /// <param name="lengthSize">The size of a length, 1 to 4; of no meaning with start codes.</param>
    public NalUnitReader(ReadOnlySpan<byte> data, NalLayout layout, int lengthSize = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lengthSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lengthSize, 4);
        _data = layout == NalLayout.Unknown ? default : data;
        _lengthSize = layout == NalLayout.StartCodes ? 0 : lengthSize;
        if (_lengthSize == 0)
        {
            int first = FindStartCode(_data, 0, out int after);
            Consumed = first < 0 ? _data.Length : after;
        }
    }

    /// <summary>The unit that the last <see cref="MoveNext"/> found.</summary>
    public readonly ReadOnlySpan<byte> Current => _data.Slice(_start, _length);

    /// <summary>Where <see cref="Current"/> begins.</summary>
    public readonly int Start => _start;

    /// <summary>How many bytes were understood so far.</summary>
    public int Consumed { get; private set; }

    /// <summary>So that <c>foreach</c> works.</summary>
    public readonly NalUnitReader GetEnumerator() => this;

    /// <summary>Goes to the next unit.</summary>
    public bool MoveNext() => _lengthSize == 0 ? NextByStartCode() : NextByLength();

    /// <summary>Finds the next 00 00 01, with a zero byte in front of it counted in; −1 when there is none.</summary>
    internal static int FindStartCode(ReadOnlySpan<byte> data, int from, out int after)
    {
        int found = data[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        after = from + found + 3;
        return found < 0 ? -1
            : found > 0 && data[from + found - 1] == 0 ? from + found - 1
            : from + found;
    }

    private bool NextByLength()
    {
        int at = Consumed;
        if (_data.Length - at <= _lengthSize)
        {
            return false;
        }

        uint length = 0;
        for (int i = 0; i < _lengthSize; i++)
        {
            length = (length << 8) | _data[at + i];
        }

        if (length == 0 || length > (uint)(_data.Length - at - _lengthSize))
        {
            return false;
        }

        _start = at + _lengthSize;
        _length = (int)length;
        Consumed = _start + _length;
        return true;
    }

    private bool NextByStartCode()
    {
        while (Consumed < _data.Length)
        {
            _start = Consumed;
            int next = FindStartCode(_data, _start, out int after);
            int end = next < 0 ? _data.Length : next;
            Consumed = next < 0 ? _data.Length : after;

            // A unit never ends in a zero byte: zeros before the next start code are padding.
            _length = _data[_start..end].TrimEnd((byte)0).Length;
            if (_length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
