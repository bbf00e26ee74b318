using System;
using System.Threading;

namespace Fathom.VolumeServer.Rendering;

/// <summary>The caller's thread and one helper, which share the parts of a piece of work. Two, because a third was not measured to pay anywhere.</summary>
/// <remarks>
/// Threads: <see cref="Run"/> by one at a time; owns "render-2", which begins with the first work that is worth it. Allocates nothing in steady state.
/// </remarks>
internal sealed class RenderWorkers : IDisposable
{
    /// <summary>How many threads work, at most; scratch memory is needed for each.</summary>
    public const int Count = 2;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly bool _hasHelper = Environment.ProcessorCount > 1;
    private Thread? _helper;
    private IRangeWork? _work;
    private int _next;
    private int _count;
    private int _grain;
    private Exception? _fault;
    private bool _stopping;

    /// <summary>Does the parts 0 … count − 1, <paramref name="grain"/> at a time, on one thread or, if <paramref name="shared"/>, on two.</summary>
    public void Run(IRangeWork work, int count, int grain, bool shared)
    {
        if (!shared || !_hasHelper || count <= grain)
        {
            work.Run(0, 0, count);
            return;
        }

        StartHelper();
        lock (_gate)
        {
            (_next, _count, _grain, _fault, _work) = (0, count, grain, null, work);
            Monitor.PulseAll(_gate);
        }

        try
        {
            Take(work, 0);
        }
        finally
        {
            // Whatever happens here, the helper must have let go before the next piece of work.
            WaitForHelper();
        }

        if (_fault is { } fault)
        {
            throw new InvalidOperationException("A part of the picture could not be drawn.", fault);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        _helper?.Join(s_idle);
    }

    private void WaitForHelper()
    {
        lock (_gate)
        {
            while (_work is not null)
            {
                Monitor.Wait(_gate, s_idle);
            }
        }
    }

    private void StartHelper()
    {
        if (_helper is null)
        {
            _helper = new Thread(Help) { Name = "render-2", IsBackground = true };
            _helper.Start();
        }
    }

    private void Help()
    {
        while (WaitForWork() is { } work)
        {
            try
            {
                Take(work, 1);
            }

            // Boundary: the helper thread; the fault is thrown again where the work was asked for.
            catch (Exception error)
            {
                _fault = error;
            }

            lock (_gate)
            {
                _work = null;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private IRangeWork? WaitForWork()
    {
        lock (_gate)
        {
            while (_work is null && !_stopping)
            {
                Monitor.Wait(_gate, s_idle);
            }

            return _stopping ? null : _work;
        }
    }

    private void Take(IRangeWork work, int worker)
    {
        while (true)
        {
            int from = Interlocked.Add(ref _next, _grain) - _grain;
            if (from >= _count)
            {
                return;
            }

            work.Run(worker, from, Math.Min(from + _grain, _count));
        }
    }
}
