using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.VolumeServer.Rendering;

/// <summary>One row of cells of one plane: which samples they lie between, and the samples of two rows already mixed.</summary>
/// <remarks>Threads: one each.</remarks>
internal sealed class SheetLine
{
    private ushort[] _mixed = [];
    private int[] _values = [];
    private int _length;
    private int _from;
    private int _to;

    /// <summary>Position of the first cell in 16.16, one sample to the right: sample i of the row is entry i + 1.</summary>
    public int Start { get; private set; }

    public int Step { get; private set; }

    /// <summary>0 where the nearest sample is taken.</summary>
    public int WeightMask { get; private set; }

    /// <summary>The row, with its ends repeated once.</summary>
    public ushort[] Mixed => _mixed;

    /// <summary>Memory for a value per cell.</summary>
    public int[] Values => _values;

    public void Reserve(int samples, int cells)
    {
        if (_mixed.Length < samples + 2 + VolumeBlock.Tail)
        {
            _mixed = new ushort[samples + 2 + VolumeBlock.Tail];
        }

        if (_values.Length < cells + 8)
        {
            _values = new int[cells + 8];
        }
    }

    /// <param name="first">Position of the first cell, in samples.</param>
    /// <param name="step">Distance of cells.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="isNearest">Take the nearest sample.</param>
    /// <param name="length">Samples in the row.</param>
    public void Place(double first, double step, int count, bool isNearest, int length)
    {
        const double One = 65536;
        _length = length;
        Start = (int)((first + 1 + (isNearest ? 0.5 : 0)) * One);
        Step = (int)(step * One);
        WeightMask = isNearest ? 0 : 0x3FFF;
        _from = Math.Clamp((int)Math.Floor(first) - 1, 0, length - 1);
        _to = Math.Clamp((int)Math.Ceiling(first + (step * count)) + 2, _from + 1, length);
    }

    /// <summary>Mixes two rows of codes; the weight of the second is of 32768.</summary>
    public unsafe void Mix(ushort[] codes, int above, int below, int weight)
    {
        fixed (ushort* source = codes, mixed = _mixed)
        {
            ushort* a = source + above, b = source + below, into = mixed + 1;
            int x = _from;
            if (weight == 0 || above == below)
            {
                Buffer.MemoryCopy(a + x, into + x, (_to - x) * 2L, (_to - x) * 2L);
            }
            else
            {
                x = MixWide(a, b, into, x, weight);
                for (; x < _to; x++)
                {
                    into[x] = (ushort)(a[x] + (((b[x] - a[x]) * weight) >> 15));
                }
            }

            // Beyond the ends lies what is at the ends.
            mixed[0] = mixed[1];
            mixed[_length + 1] = mixed[_length];
        }
    }

    /// <summary>Sixteen at a time; may write behind the end, where there is room.</summary>
    private unsafe int MixWide(ushort* a, ushort* b, ushort* into, int x, int weight)
    {
        if (!Avx2.IsSupported)
        {
            return x;
        }

        Vector256<short> weights = Vector256.Create((short)Math.Min(weight, short.MaxValue));
        for (; x < _to; x += 16)
        {
            // Codes have 15 bits, so their differences have 16 with the sign.
            Vector256<short> first = Vector256.Load((short*)a + x), second = Vector256.Load((short*)b + x);
            (first + Avx2.MultiplyHighRoundScale(second - first, weights)).Store((short*)into + x);
        }

        return x;
    }
}
