using System;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Streams;

/// <summary>The pause before the next attempt to connect, which somebody may end.</summary>
/// <remarks>Threads: one waits; any may end the pause. Without a pause under way, ending does nothing.</remarks>
internal sealed class RetryPause
{
    private TaskCompletionSource? _hurry;

    /// <summary>Ends the pause at once.</summary>
    public void End() => Volatile.Read(ref _hurry)?.TrySetResult();

    /// <summary>Waits as told, or until somebody is in a hurry.</summary>
    public async Task WaitAsync(Func<CancellationToken, Task> wait, CancellationToken stop)
    {
        var hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _hurry, hurry);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task waiting = wait(leave.Token);
        await Task.WhenAny(waiting, hurry.Task).ConfigureAwait(false);
        Volatile.Write(ref _hurry, null);
        await leave.CancelAsync().ConfigureAwait(false);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }
}
