using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>
/// The one place where a thread waits for something asynchronous: chunk workers and readers block by contract, and what they wait for runs on the pool, never on them.
/// </summary>
internal static class BlockingRead
{
    private const int LookAgainMs = 500;

    public static T Get<T>(ValueTask<T> pending, CancellationToken cancel)
    {
        if (pending.IsCompletedSuccessfully)
        {
            return pending.Result;
        }

        var wait = new Wait<T>();
        _ = wait.Follow(pending);
        return wait.Result(cancel);
    }

    private sealed class Wait<T>
    {
        private readonly object _gate = new();
        private bool _done;
        private T? _value;
        private ExceptionDispatchInfo? _error;

        public async Task Follow(ValueTask<T> pending)
        {
            try
            {
                _value = await pending.ConfigureAwait(false);
            }

            // Boundary: the error belongs to the thread that waits, which throws it again.
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }

            lock (_gate)
            {
                _done = true;
                Monitor.PulseAll(_gate);
            }
        }

        public T Result(CancellationToken cancel)
        {
            using CancellationTokenRegistration wake = cancel.UnsafeRegister(static gate => Pulse(gate!), _gate);
            lock (_gate)
            {
                // What is awaited listens to the same token, so that nothing is left running for long when this gives up.
                while (!_done)
                {
                    cancel.ThrowIfCancellationRequested();
                    Monitor.Wait(_gate, LookAgainMs);
                }
            }

            _error?.Throw();
            return _value!;
        }

        private static void Pulse(object gate)
        {
            lock (gate)
            {
                Monitor.PulseAll(gate);
            }
        }
    }
}
