using System.Collections.Generic;
using System.Threading;

namespace Fathom.Client.Tests.Hardware;

/// <summary>What fakes were asked to do, in order, from any thread.</summary>
internal sealed class CallLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];

    internal string[] All
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    internal void Add(string call)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }
    }
}
