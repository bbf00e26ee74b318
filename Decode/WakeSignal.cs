using System.Threading;

namespace Fathom.Decode;

/// <summary>Wakes one thread. A wake-up carries no data: it means "look"; many before a look are one. Needs no disposal, so that a late
/// poster can never meet a disposed handle.</summary>
internal sealed class WakeSignal
{
    private readonly object _monitor = new();
    private bool _set;

    internal void Set()
    {
        lock (_monitor)
        {
            _set = true;
            Monitor.Pulse(_monitor);
        }
    }

    internal void Wait(int timeoutMs)
    {
        lock (_monitor)
        {
            if (!_set)
            {
                Monitor.Wait(_monitor, timeoutMs);
            }

            _set = false;
        }
    }
}
