using System;
using System.Threading;

namespace Fathom.Client.Telemetry;

/// <summary>Counts dropped frames by reason.</summary>
/// <remarks>Threads: any thread adds and reads; every count is changed by an interlocked operation.</remarks>
internal sealed class DropCounters
{
    private static readonly string[] s_names = ["superseded", "late", "gated", "stopped", "over_capacity", "decode_error"];

    private readonly long[] _counts = new long[s_names.Length];

    /// <summary>The names of the reasons in the order of <see cref="DropReason"/>, as reports write them.</summary>
    public static ReadOnlySpan<string> Names => s_names;

    /// <summary>All drops together.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                total += Volatile.Read(ref _counts[i]);
            }

            return total;
        }
    }

    /// <summary>The count of one reason.</summary>
    public long this[DropReason reason] => Volatile.Read(ref _counts[(int)reason]);

    /// <summary>Adds to the count of one reason.</summary>
    public void Add(DropReason reason, long count = 1) => Interlocked.Add(ref _counts[(int)reason], count);
}
