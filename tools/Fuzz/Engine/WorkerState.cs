using System;
using System.Diagnostics;
using System.Threading;

namespace Fathom.Fuzz.Engine;

/// <summary>What the watchdog sees of one worker.</summary>
internal sealed class WorkerState
{
    private long _inputStarted;
    private long _inputs;

    public FuzzBuffer Input { get; } = new();

    public long Inputs => Volatile.Read(ref _inputs);

    public string TargetName { get; set; } = string.Empty;

    /// <summary>How long the present input has been running.</summary>
    public TimeSpan Running => Volatile.Read(ref _inputStarted) is var started && started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);

    public void Begin() => Volatile.Write(ref _inputStarted, Stopwatch.GetTimestamp());

    public void End()
    {
        Volatile.Write(ref _inputStarted, 0);
        Volatile.Write(ref _inputs, _inputs + 1);
    }
}
