using System;
using System.Numerics;

namespace Fathom.Decode.Local;

/// <summary>Makes a picture smaller by averaging the area that each new pixel covers, pixels that are cut by its edge by their share. The ratio is that
/// of the sizes and need not be whole: 641 columns become 320 of 2.003 each.</summary>
/// <remarks>Sums are whole numbers, so the result is the same on every machine. In units of 1/new size a pixel of the source is "new size" long and
/// one of the result "old size". Threads: one at a time; nothing is allocated after construction.</remarks>
internal sealed class BoxAverage
{
    private const int Channels = 4;

    private readonly SizePx _from;
    private readonly SizePx _to;
    private readonly uint[] _sums;
    private readonly Cover[] _columns;
    private readonly double _scale;
    private int _next;
    private int _row;

    internal BoxAverage(SizePx from, SizePx to)
    {
        _from = from;
        _to = to;
        _sums = new uint[from.Width * Channels];
        _columns = new Cover[to.Width];
        _scale = 1.0 / ((double)from.Width * from.Height);
        for (int x = 0; x < to.Width; x++)
        {
            _columns[x] = Cover.Of(x, from.Width, to.Width);
        }
    }

    /// <summary>Begins a picture.</summary>
    internal void Begin()
    {
        (_next, _row) = (0, 0);
        Array.Clear(_sums);
    }

    /// <summary>Takes the next row of the source and writes what it completes.</summary>
    internal void Add(ReadOnlySpan<byte> row, Span<byte> target, int stride)
    {
        long top = (long)_next * _to.Height;
        long bottom = top + _to.Height;
        _next++;
        while (top < bottom)
        {
            long end = (_row + 1L) * _from.Height;
            AddWeighted(row, (uint)(Math.Min(bottom, end) - top));
            if (bottom < end)
            {
                return;
            }

            Write(target.Slice(_row * stride, _to.Width * Channels));
            Array.Clear(_sums);
            _row++;
            top = end;
        }
    }

    private void AddWeighted(ReadOnlySpan<byte> row, uint weight)
    {
        Span<uint> sums = _sums;
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= sums.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(row[i..]), out Vector<ushort> low, out Vector<ushort> high);
                AddFour(low, sums[i..], weight);
                AddFour(high, sums[(i + Vector<ushort>.Count)..], weight);
            }
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += row[i] * weight;
        }
    }

    private static void AddFour(Vector<ushort> samples, Span<uint> sums, uint weight)
    {
        Vector.Widen(samples, out Vector<uint> low, out Vector<uint> high);
        (new Vector<uint>(sums) + (low * weight)).CopyTo(sums);
        Span<uint> second = sums[Vector<uint>.Count..];
        (new Vector<uint>(second) + (high * weight)).CopyTo(second);
    }

    private void Write(Span<byte> target)
    {
        ReadOnlySpan<uint> sums = _sums;
        for (int x = 0; x < _columns.Length; x++)
        {
            ref readonly Cover column = ref _columns[x];
            for (int channel = 0; channel < Channels; channel++)
            {
                int at = (column.First * Channels) + channel;
                ulong sum = (ulong)sums[at] * column.FirstWeight;
                ulong middle = 0;
                for (int i = 0; i < column.Whole; i++)
                {
                    at += Channels;
                    middle += sums[at];
                }

                sum += middle * (ulong)_to.Width;
                if (column.LastWeight > 0)
                {
                    sum += (ulong)sums[at + Channels] * column.LastWeight;
                }

                target[(x * Channels) + channel] = (byte)((sum * _scale) + 0.5);
            }
        }
    }

    /// <summary>What one new pixel covers: a first pixel, whole ones, and a last one.</summary>
    private readonly record struct Cover(int First, uint FirstWeight, int Whole, uint LastWeight)
    {
        internal static Cover Of(int index, int from, int to)
        {
            long start = (long)index * from;
            long end = start + from;
            int first = (int)(start / to);
            long firstEnd = Math.Min((first + 1L) * to, end);
            int whole = (int)((end - firstEnd) / to);
            return new Cover(first, (uint)(firstEnd - start), whole, (uint)((end - firstEnd) % to));
        }
    }
}
