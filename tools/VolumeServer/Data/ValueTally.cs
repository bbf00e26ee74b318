using System;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Collects values of one type in bounded memory: integers of up to 16 bits are counted one by one, of anything else smallest and largest are exact and a bounded
/// part is kept for everything between. Missing samples and numbers that are not finite do not count.
/// </summary>
/// <remarks>Threads: one.</remarks>
internal sealed class ValueTally
{
    private readonly SampleType _type;
    private readonly long[] _counts = [];
    private readonly int _lowest;
    private readonly double[] _kept = [];
    private readonly long _every;
    private int _keptCount;
    private long _seen;

    /// <param name="type">Of which samples.</param>
    /// <param name="expected">How many will come, at most.</param>
    /// <param name="mostKept">How many may be kept.</param>
    public ValueTally(SampleType type, long expected, int mostKept)
    {
        _type = type;
        if (type.Bytes() <= 2)
        {
            _lowest = type switch { SampleType.Int8 => sbyte.MinValue, SampleType.Int16 => short.MinValue, _ => 0 };
            _counts = new long[1 << (8 * type.Bytes())];
            return;
        }

        _every = Math.Max(1, (expected + mostKept - 1) / mostKept);
        _kept = new double[(int)Math.Min(expected, mostKept)];
    }

    /// <summary>Values that counted.</summary>
    public long Count { get; private set; }

    /// <summary>Samples that the data do not have, or that are not finite.</summary>
    public long Unknown { get; private set; }

    /// <summary>Every value counted; nothing was left out.</summary>
    public bool IsWhole => _counts.Length > 0 || _every == 1;

    public bool IsInteger => !_type.IsFloat();

    /// <summary>Meaningful when <see cref="Count"/> is not 0.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>Meaningful when <see cref="Count"/> is not 0.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <param name="samples">Host byte order.</param>
    /// <param name="present">One byte a sample, or empty: all are there.</param>
    public void Add(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> present)
    {
        int count = samples.Length / _type.Bytes();
        if (_counts.Length > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (present.IsEmpty || present[i] != 0)
                {
                    _counts[IndexOf(samples, i)]++;
                    Count++;
                }
                else
                {
                    Unknown++;
                }
            }

            return;
        }

        for (int i = 0; i < count; i++)
        {
            double value = present.IsEmpty || present[i] != 0 ? SampleRows.ToDouble(_type, samples, i) : double.NaN;
            if (!double.IsFinite(value))
            {
                Unknown++;
                continue;
            }

            Count++;
            (Low, High) = (Math.Min(Low, value), Math.Max(High, value));
            if (_seen++ % _every == 0 && _keptCount < _kept.Length)
            {
                _kept[_keptCount++] = value;
            }
        }
    }

    /// <summary>Ends the counting; then limits and percentiles are known.</summary>
    public void Finish()
    {
        if (_counts.Length > 0 && Count > 0)
        {
            (Low, High) = (_lowest + _counts.AsSpan().IndexOfAnyExcept(0), _lowest + _counts.AsSpan().LastIndexOfAnyExcept(0));
        }

        Array.Sort(_kept, 0, _keptCount);
    }

    /// <summary>The value below which so many of a hundred lie (nearest rank); after <see cref="Finish"/>.</summary>
    public double Percentile(double percent)
    {
        if (_counts.Length == 0)
        {
            return _keptCount == 0 ? double.NaN : _kept[Math.Clamp((int)Math.Round(percent / 100 * (_keptCount - 1)), 0, _keptCount - 1)];
        }

        long rank = Math.Clamp((long)Math.Round(percent / 100 * (Count - 1)), 0, Count - 1), before = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            before += _counts[i];
            if (before > rank)
            {
                return _lowest + i;
            }
        }

        return double.NaN;
    }

    /// <summary>Counts between two edges, in bins of the same width; after <see cref="Finish"/>.</summary>
    public long[] Bins(double from, double to, int bins)
    {
        long[] counts = new long[bins];
        for (int i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] != 0)
            {
                counts[BinOf(_lowest + i, from, to, bins)] += _counts[i];
            }
        }

        foreach (double value in _kept.AsSpan(0, _keptCount))
        {
            counts[BinOf(value, from, to, bins)]++;
        }

        return counts;
    }

    private static int BinOf(double value, double from, double to, int bins) => (int)Math.Clamp((value - from) / (to - from) * bins, 0, bins - 1);

    private int IndexOf(ReadOnlySpan<byte> samples, int i) => _type switch
    {
        SampleType.UInt8 => samples[i],
        SampleType.Int8 => (sbyte)samples[i] - _lowest,
        SampleType.UInt16 => MemoryMarshal.Cast<byte, ushort>(samples)[i],
        _ => MemoryMarshal.Cast<byte, short>(samples)[i] - _lowest,
    };
}
