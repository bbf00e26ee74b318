using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// The one pool of the server on which chunks are read and decoded: a few threads of its own that start with the first request and
/// live as long as the server.
/// </summary>
/// <remarks>
/// Threads: any caller blocks in <see cref="ForEach"/>; items run on the workers only, so that callers, however many, never add
/// load. Requests take turns item by item: a large one cannot hold up a small one. Ownership: the server disposes it; that cancels
/// what runs and returns within a second also when an item does not listen.
/// </remarks>
internal sealed class ChunkScheduler : IDisposable
{
    private const int IdleLookMs = 60_000;
    private static readonly TimeSpan s_joinBudget = TimeSpan.FromMilliseconds(600);

    [ThreadStatic]
    private static ChunkScheduler? s_workingFor;

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ChunkSchedulerOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<ChunkRequest> _waiting = new();
    private readonly HashSet<ChunkRequest> _open = [];
    private readonly List<Thread> _threads = [];
    private int _idle;
    private long _items;
    private bool _stopping;

    public ChunkScheduler(ChunkSchedulerOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new ChunkSchedulerOptions();
        _time = time ?? TimeProvider.System;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Workers);
    }

    public int Workers => _options.Workers;

    /// <summary>Threads started so far; none before the first request, never more than <see cref="Workers"/>.</summary>
    public int StartedThreads
    {
        get
        {
            lock (_gate)
            {
                return _threads.Count;
            }
        }
    }

    /// <summary>Items run so far.</summary>
    public long Items => Interlocked.Read(ref _items);

    /// <summary>Threads that would not end in time when it was disposed.</summary>
    public int LeftBehind { get; private set; }

    /// <summary>
    /// Runs <paramref name="body"/> for 0 … <paramref name="count"/> − 1 on the workers and blocks until all are done. The first error is
    /// thrown here and cancels the rest; so does the read timeout (<see cref="TimeoutException"/>). After an error or a cancellation
    /// items may still be ending: a body must write to memory that it owns, such as a cache buffer, never to the caller's.
    /// </summary>
    public void ForEach<TState>(int count, TState state, Action<TState, int, CancellationToken> body, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _stopping), this);
        cancel.ThrowIfCancellationRequested();
        if (count <= 0)
        {
            return;
        }

        if (s_workingFor == this)
        {
            // An item that reads something itself: waiting for another worker could wait for ever.
            for (int i = 0; i < count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                body(state, i, cancel);
            }

            return;
        }

        using var timeout = new CancellationTokenSource(_options.ReadTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token, _stop.Token);
        var request = new Request<TState>(count, state, body, either.Token);
        bool complete = false;
        try
        {
            Post(request, count);
            request.Wait();
            complete = true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"A read of {count} chunk(s) took longer than {_options.ReadTimeout.TotalSeconds:0.###} s.");
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(request);
            }

            if (!complete)
            {
                // Items that still run are told before the source goes away.
                either.Cancel();
            }
        }
    }

    public void Dispose()
    {
        Thread[] threads;
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
            _waiting.Clear();
            var ended = ExceptionDispatchInfo.Capture(new OperationCanceledException("The server has stopped reading."));
            foreach (ChunkRequest request in _open)
            {
                request.End(ended);
            }

            threads = [.. _threads];
            Monitor.PulseAll(_gate);
        }

        _stop.Cancel();
        long began = _time.GetTimestamp();
        foreach (Thread thread in threads)
        {
            TimeSpan left = s_joinBudget - _time.GetElapsedTime(began);
            if (!thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                LeftBehind++;
            }
        }

        _stop.Dispose();
    }

    private void Post(ChunkRequest request, int count)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            _open.Add(request);
            _waiting.Enqueue(request);
            int wanted = Math.Min(count, _options.Workers);
            for (int i = _idle; i < wanted && _threads.Count < _options.Workers; i++)
            {
                var thread = new Thread(Work) { IsBackground = true, Name = $"fathom-chunks-{_threads.Count}" };
                _threads.Add(thread);
                thread.Start();
            }

            for (int i = 0; i < Math.Min(wanted, _idle); i++)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Work()
    {
        s_workingFor = this;
        while (TryTake(out ChunkRequest? request, out int index))
        {
            Interlocked.Increment(ref _items);
            request!.RunItem(index);
        }
    }

    private bool TryTake(out ChunkRequest? request, out int index)
    {
        lock (_gate)
        {
            while (!_stopping)
            {
                if (!_waiting.TryDequeue(out request))
                {
                    _idle++;
                    Monitor.Wait(_gate, IdleLookMs);
                    _idle--;
                }
                else if (request.HasMore)
                {
                    index = request.TakeNext();
                    if (request.HasMore)
                    {
                        _waiting.Enqueue(request);
                    }

                    return true;
                }
            }

            (request, index) = (null, 0);
            return false;
        }
    }

    private sealed class Request<TState>(int count, TState state, Action<TState, int, CancellationToken> body, CancellationToken cancel)
        : ChunkRequest(count, cancel)
    {
        protected override void Run(int index) => body(state, index, Cancel);
    }
}
