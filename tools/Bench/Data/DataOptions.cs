using System;
using System.Threading;

namespace Fathom.Bench.Data;

/// <summary>What every measurement may use.</summary>
/// <param name="IsQuick">Smaller cases.</param>
/// <param name="Time">The clock.</param>
/// <param name="Cancel">Cancelled by Ctrl-C.</param>
internal sealed record DataOptions(bool IsQuick, TimeProvider Time, CancellationToken Cancel)
{
    /// <summary>How long something takes, in milliseconds.</summary>
    public double Milliseconds(Action work)
    {
        long start = Time.GetTimestamp();
        work();
        return Time.GetElapsedTime(start).TotalMilliseconds;
    }
}
