using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fathom.VolumeServer.Data;

/// <summary>The items of one read: numbered, taken by workers one by one, awaited by one caller.</summary>
/// <remarks>Threads: the caller waits; workers run items; the first error or cancellation ends the rest.</remarks>
internal abstract class ChunkRequest
{
    private const int LookAgainMs = 1000;

    private readonly object _gate = new();
    private readonly int _count;
    private readonly CancellationToken _cancel;
    private int _taken;
    private int _unfinished;
    private bool _over;
    private ExceptionDispatchInfo? _error;

    protected ChunkRequest(int count, CancellationToken cancel) => (_count, _unfinished, _cancel) = (count, count, cancel);

    protected CancellationToken Cancel => _cancel;

    /// <summary>True as long as another worker may come for an item. Under the scheduler's lock.</summary>
    public bool HasMore => _taken < _count && !_cancel.IsCancellationRequested;

    /// <summary>Under the scheduler's lock.</summary>
    public int TakeNext() => _taken++;

    public void RunItem(int index)
    {
        try
        {
            _cancel.ThrowIfCancellationRequested();
            Run(index);
        }

        // Boundary: an item's error belongs to whoever asked for it, not to the worker.
        catch (Exception error)
        {
            End(ExceptionDispatchInfo.Capture(error));
            return;
        }

        lock (_gate)
        {
            if (--_unfinished == 0)
            {
                _over = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Nobody runs the rest; the caller returns with the error.</summary>
    public void End(ExceptionDispatchInfo error)
    {
        lock (_gate)
        {
            _error ??= error;
            _over = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Blocks until every item has run; an error or a cancellation comes at once, while items may still be ending.</summary>
    public void Wait()
    {
        using CancellationTokenRegistration wake = _cancel.UnsafeRegister(static gate => Pulse(gate!), _gate);
        lock (_gate)
        {
            while (!_over && !_cancel.IsCancellationRequested)
            {
                Monitor.Wait(_gate, LookAgainMs);
            }

            _error?.Throw();
            if (!_over)
            {
                throw new OperationCanceledException(_cancel);
            }
        }
    }

    protected abstract void Run(int index);

    private static void Pulse(object gate)
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }
}
