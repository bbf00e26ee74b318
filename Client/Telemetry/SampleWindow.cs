using System;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Telemetry;

/// <summary>The last samples of one quantity, and their quantiles. Adding allocates nothing.</summary>
/// <remarks>Threads: one owner; copies go to others as <see cref="Distribution"/>.</remarks>
internal sealed class SampleWindow
{
    private readonly double[] _ring;
    private readonly double[] _scratch;
    private int _next;

    /// <summary>Creates a window that remembers the last <paramref name="capacity"/> samples.</summary>
    public SampleWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _ring = new double[capacity];
        _scratch = new double[capacity];
    }

    /// <summary>How many samples were added since the last <see cref="Clear"/>.</summary>
    public long Total { get; private set; }

    /// <summary>How many samples are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one sample; values that are not finite are ignored.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        _ring[_next] = value;
        _next = (_next + 1) % _ring.Length;
        Count = Math.Min(Count + 1, _ring.Length);
        Total++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _next = 0;
        Count = 0;
        Total = 0;
    }

    /// <summary>The quantile <paramref name="p"/> (0 to 1, nearest rank), NaN without samples.</summary>
    public double Quantile(double p)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        Span<double> sorted = Sorted();
        return sorted[Rank(p)];
    }

    /// <summary>The usual three quantiles in one sort; the count is that of all samples.</summary>
    public Distribution Summarize()
    {
        _ring.AsSpan(0, Count).CopyTo(_scratch);
        return Distribution.FromValues(_scratch.AsSpan(0, Count)) with { Count = (int)Math.Min(Total, int.MaxValue) };
    }

    private int Rank(double p) => (int)Math.Round(Math.Clamp(p, 0, 1) * (Count - 1), MidpointRounding.AwayFromZero);

    private Span<double> Sorted()
    {
        Span<double> sorted = _scratch.AsSpan(0, Count);
        _ring.AsSpan(0, Count).CopyTo(sorted);
        sorted.Sort();
        return sorted;
    }
}
