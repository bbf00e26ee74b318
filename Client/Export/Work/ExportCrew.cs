using System;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Fathom.Client.Export.Work;

/// <summary>The workers of an export. The first error of one of them stops all.</summary>
/// <remarks>
/// <para>Threads: the one that created it waits and disposes; each worker has its own, since a GL context belongs to a thread.</para>
/// <para>Ownership: of the threads, which have ended when <see cref="Dispose"/> returns.</para>
/// </remarks>
internal sealed class ExportCrew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly CancellationTokenSource _stop;
    private readonly CountdownEvent _working;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the workers.</summary>
    /// <param name="job">What they do.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="cancel">Stops all of them.</param>
    public ExportCrew(ExportJob job, int workers, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _working = new CountdownEvent(workers);
        _threads = new Thread[workers];
        for (int i = 0; i < workers; i++)
        {
            _threads[i] = new Thread(() => Run(job)) { IsBackground = true, Name = "fathom-export-" + i.ToString(CultureInfo.InvariantCulture) };
            _threads[i].Start();
        }
    }

    /// <summary>Waits until all have ended or the time is over; true for the former.</summary>
    public bool Wait(TimeSpan atMost) => _working.Wait(atMost);

    /// <summary>Throws what the first worker that failed met; call when all have ended.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _stop.Dispose();
        _working.Dispose();
    }

    private void Run(ExportJob job)
    {
        try
        {
            new ExportWorker(job, _stop.Token).Work();
        }

        // Boundary: a worker's error ends the export on the thread that waits for it, where it is thrown again as it was.
        catch (Exception error)
        {
            // A worker that was stopped because another one failed has nothing to tell.
            if (error is not OperationCanceledException || !_stop.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(error), null);
            }

            job.Queue.Close();
            _stop.Cancel();
        }
        finally
        {
            _working.Signal();
        }
    }
}
