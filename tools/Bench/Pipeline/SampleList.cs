using System;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Pipeline;

/// <summary>Durations in ms, up to a fixed number, so that noting one allocates nothing. Of longer runs the first are kept.</summary>
internal sealed class SampleList
{
    /// <summary>Half an hour at 60 pictures a second.</summary>
    public const int Capacity = 1 << 17;

    private readonly double[] _values = new double[Capacity];

    /// <summary>How many were noted.</summary>
    public int Count { get; private set; }

    /// <summary>Notes one.</summary>
    public void Add(double value)
    {
        if (Count < Capacity)
        {
            _values[Count++] = value;
        }
    }

    /// <summary>The percentiles.</summary>
    public Distribution Summarize() => Distribution.FromValues(_values.AsSpan(0, Count));
}
