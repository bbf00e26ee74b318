using System;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Decode.Local;

/// <summary>Gets the next frames while nobody asks for others. Whoever reads a frame ends it between two packets.</summary>
/// <remarks>Threads: any; the frames are got on the thread pool, one run at a time. Drop policy: a new read replaces what was still to be got.</remarks>
internal sealed class ReadAhead(int frames, Func<int, CancellationToken, bool> tryGet) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _run;
    private bool _disposed;

    /// <summary>Somebody reads a frame now: nothing else is got meanwhile.</summary>
    internal void Yield()
    {
        lock (_lock)
        {
            _run?.Cancel();
            _run = null;
        }
    }

    /// <summary>A frame was read: the ones behind it are got.</summary>
    internal void Follow(int frame)
    {
        var run = new CancellationTokenSource();
        CancellationToken token = run.Token;
        lock (_lock)
        {
            if (_disposed)
            {
                run.Dispose();
                return;
            }

            _run?.Cancel();

            // The one before is disposed by the run that it belongs to.
            _run = run;
        }

        _ = Task.Run(() => Get(frame + 1, run, token), CancellationToken.None);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _run?.Cancel();
            _run?.Dispose();
            _run = null;
        }
    }

    private void Get(int first, CancellationTokenSource run, CancellationToken token)
    {
        for (int i = 0; i < frames && !token.IsCancellationRequested; i++)
        {
            if (!tryGet(first + i, token))
            {
                break;
            }
        }

        lock (_lock)
        {
            _run = _run == run ? null : _run;
            run.Dispose();
        }
    }
}
