using System.Threading;

namespace Fathom.Client.Recording;

/// <summary>What the user asks of a replay that runs.</summary>
/// <remarks>Threads: the main thread asks, the replay's loop looks.</remarks>
internal sealed class ReplayControl
{
    private volatile bool _paused;
    private int _steps;

    /// <summary>Whether it stands still.</summary>
    public bool IsPaused => _paused;

    /// <summary>Stands still, or goes on.</summary>
    public void TogglePause() => _paused = !_paused;

    /// <summary>Stands still after the next frame.</summary>
    public void Step()
    {
        _paused = true;
        Interlocked.Increment(ref _steps);
    }

    /// <summary>Takes one step if one was asked for.</summary>
    public bool TryTakeStep()
    {
        int steps = Volatile.Read(ref _steps);
        return steps > 0 && Interlocked.CompareExchange(ref _steps, steps - 1, steps) == steps;
    }
}
