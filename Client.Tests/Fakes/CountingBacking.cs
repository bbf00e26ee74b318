using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Tests.Fakes;

/// <summary>Memory that only counts how often it was freed.</summary>
internal sealed class CountingBacking : IFrameBacking
{
    private int _freed;

    internal int Freed => Volatile.Read(ref _freed);

    public void Free() => Interlocked.Increment(ref _freed);
}
