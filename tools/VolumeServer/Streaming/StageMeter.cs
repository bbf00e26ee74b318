using System;
using Fathom.Protocol.Reports;

namespace Fathom.VolumeServer.Streaming;

/// <summary>The last few hundred durations of a stage, in milliseconds.</summary>
internal sealed class StageMeter
{
    private const int Capacity = 512;

    private readonly object _gate = new();
    private readonly double[] _values = new double[Capacity];
    private long _count;

    public void Add(double milliseconds)
    {
        lock (_gate)
        {
            _values[_count++ % Capacity] = milliseconds;
        }
    }

    public Distribution Read()
    {
        lock (_gate)
        {
            return Distribution.FromValues(_values.AsSpan(0, (int)Math.Min(_count, Capacity)).ToArray());
        }
    }
}
