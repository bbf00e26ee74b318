using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// Work that viewers ask for beside the pictures: of each viewer one piece at a time, of all together a few. A newer piece takes the place of the one that waits, and
/// the one that runs is told to stop; so the queue is never longer than one a viewer.
/// </summary>
/// <remarks>Threads: any. A job runs on a thread of the pool, which it may block until its token ends; when nobody waits for it any more it is called with a cancelled token.</remarks>
internal sealed class LatestJobs
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly Channel<bool> _places;

    /// <param name="atOnce">Jobs of all viewers that run at the same time.</param>
    public LatestJobs(int atOnce)
    {
        _places = Channel.CreateBounded<bool>(atOnce);
        for (int i = 0; i < atOnce; i++)
        {
            _places.Writer.TryWrite(true);
        }
    }

    /// <summary>Viewers with something under way; for tests and figures.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>Runs a job soon, instead of what the viewer wanted before. It is called exactly once, whatever comes, and must not throw.</summary>
    public void Post(string viewer, Action<CancellationToken> job)
    {
        Action<CancellationToken>? displaced;
        CancellationTokenSource running;
        lock (_gate)
        {
            if (!_slots.TryGetValue(viewer, out Slot? slot))
            {
                slot = _slots[viewer] = new Slot(viewer, job);
                _ = Task.Run(() => RunAsync(slot));
                return;
            }

            (displaced, slot.Next, running) = (slot.Next, job, slot.Stop);
        }

        running.Cancel();
        displaced?.Invoke(new CancellationToken(canceled: true));
    }

    /// <summary>The viewer has gone: nothing of his goes on.</summary>
    public void Leave(string viewer)
    {
        Action<CancellationToken>? displaced = null;
        CancellationTokenSource? running = null;
        lock (_gate)
        {
            if (_slots.TryGetValue(viewer, out Slot? slot))
            {
                (displaced, slot.Next, running) = (slot.Next, null, slot.Stop);
            }
        }

        running?.Cancel();
        displaced?.Invoke(new CancellationToken(canceled: true));
    }

    private async Task RunAsync(Slot slot)
    {
        while (true)
        {
            (Action<CancellationToken> job, CancellationToken stop) = (slot.Job, slot.Stop.Token);
            bool hasPlace = false;
            try
            {
                // Always on a thread of the pool: whoever cancels must not find himself at work.
                await _places.Reader.ReadAsync(stop).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                hasPlace = true;
            }
            catch (OperationCanceledException)
            {
                // It has a successor, or nobody waits for it: it only says so.
            }

            job(stop);
            if (hasPlace)
            {
                _places.Writer.TryWrite(true);
            }

            lock (_gate)
            {
                if (slot.Next is not { } next)
                {
                    _slots.Remove(slot.Viewer);
                    return;
                }

                (slot.Job, slot.Next, slot.Stop) = (next, null, new CancellationTokenSource());
            }
        }
    }

    private sealed class Slot(string viewer, Action<CancellationToken> job)
    {
        public string Viewer => viewer;

        public Action<CancellationToken> Job { get; set; } = job;

        public Action<CancellationToken>? Next { get; set; }

        public CancellationTokenSource Stop { get; set; } = new();
    }
}
