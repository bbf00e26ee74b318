using System;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>What a piece of work allocates once it is warm. The runtime allocates a little of its own now and then (for a contended lock, a
/// method that it compiles again), so that the least of several rounds is what the work itself needs.</summary>
internal static class LeastAllocated
{
    private const int Rounds = 12;

    internal static long Bytes(Action work)
    {
        work();
        long least = long.MaxValue;
        for (int i = 0; i < Rounds && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
