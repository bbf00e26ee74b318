using System;
using System.Collections.Generic;
using System.Threading;

namespace Fathom.Decode;

/// <summary>Counts every copy of picture data by the step that made it: whoever copies says so, so that "copies per frame" is counted, not claimed.</summary>
/// <remarks>Threads: any. Nothing is allocated by <see cref="Note"/>.</remarks>
public sealed class CopyLedger
{
    private static readonly string[] s_names = ["packet_rewrite", "surface_transfer", "convert", "upload", "device_copy"];

    private readonly long[] _copies = new long[s_names.Length];
    private readonly long[] _bytes = new long[s_names.Length];

    /// <summary>The steps' names in reports, in the order of <see cref="CopyStep"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>Copies of all steps so far.</summary>
    public long Copies => Sum(_copies);

    /// <summary>Bytes written by all steps so far.</summary>
    public long Bytes => Sum(_bytes);

    /// <summary>Notes one copy.</summary>
    /// <param name="step">Where it happened.</param>
    /// <param name="bytes">How many bytes were written.</param>
    public void Note(CopyStep step, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Interlocked.Increment(ref _copies[(int)step]);
        Interlocked.Add(ref _bytes[(int)step], bytes);
    }

    /// <summary>Copies of one step so far.</summary>
    public long CopiesOf(CopyStep step) => Interlocked.Read(ref _copies[(int)step]);

    /// <summary>Bytes written by one step so far.</summary>
    public long BytesOf(CopyStep step) => Interlocked.Read(ref _bytes[(int)step]);

    /// <summary>Forgets everything, e.g. what the warm-up copied.</summary>
    public void Reset()
    {
        for (int i = 0; i < _copies.Length; i++)
        {
            Interlocked.Exchange(ref _copies[i], 0);
            Interlocked.Exchange(ref _bytes[i], 0);
        }
    }

    private static long Sum(long[] counters)
    {
        long sum = 0;
        for (int i = 0; i < counters.Length; i++)
        {
            sum += Interlocked.Read(ref counters[i]);
        }

        return sum;
    }
}
