using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Export;

/// <summary>Waits on a thread that must not be left, since a GL context belongs to it, and has nothing else to do.</summary>
internal static class Waiting
{
    /// <summary>What comes of a task; throws what it failed with.</summary>
    public static T For<T>(Task<T> task, CancellationToken cancel)
    {
        var kept = new Kept<T>();
        Task coming = kept.KeepAsync(task);
        try
        {
            coming.Wait(Timeout.InfiniteTimeSpan, cancel);
        }
        catch (System.AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }

        return kept.Value;
    }

    private sealed class Kept<T>
    {
        internal T Value { get; private set; } = default!;

        internal async Task KeepAsync(Task<T> task) => Value = await task.ConfigureAwait(false);
    }
}
