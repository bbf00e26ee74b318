using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fathom.Decode.Caching;

/// <summary>One value on its way into a cache, and those who wait for it.</summary>
/// <remarks>Threads: one loads and calls <see cref="Land"/> or <see cref="Fail"/> once; any others join and wait.</remarks>
internal sealed class CacheFlight<TValue>(ICacheValues<TValue> values)
{
    private const int LookAgainMs = 1000;

    private readonly object _gate = new();
    private int _waiters;
    private bool _over;
    private bool _landed;
    private TValue _value = default!;
    private ExceptionDispatchInfo? _error;

    public void Join()
    {
        lock (_gate)
        {
            _waiters++;
        }
    }

    public void Land(TValue value)
    {
        lock (_gate)
        {
            for (int i = 0; i < _waiters; i++)
            {
                values.Retain(value);
            }

            (_value, _landed, _over) = (value, true, true);
            Monitor.PulseAll(_gate);
        }
    }

    public void Fail(ExceptionDispatchInfo? error)
    {
        lock (_gate)
        {
            (_error, _over) = (error, true);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits after a <see cref="Join"/>. False when whoever loaded was cancelled: somebody else has to.</summary>
    public bool TryWait(CancellationToken cancel, out TValue value)
    {
        using CancellationTokenRegistration wake = cancel.UnsafeRegister(static gate => Pulse(gate!), _gate);
        lock (_gate)
        {
            while (!_over && !cancel.IsCancellationRequested)
            {
                Monitor.Wait(_gate, LookAgainMs);
            }

            if (!_over)
            {
                _waiters--;
                cancel.ThrowIfCancellationRequested();
            }

            _error?.Throw();
            value = _value;
            return _landed;
        }
    }

    private static void Pulse(object gate)
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }
}
