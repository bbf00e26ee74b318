using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Fathom.Fuzz.Engine;

/// <summary>Feeds generated inputs to the targets on a few threads, and watches for exceptions, hangs and growth.</summary>
internal sealed class FuzzRun
{
    private readonly FuzzOptions _options;
    private readonly Func<IReadOnlyList<IFuzzTarget>> _makeTargets;
    private readonly ConcurrentQueue<Finding> _findings = new();
    private volatile bool _isStopping;
    private readonly WorkerState[] _states;

    public FuzzRun(FuzzOptions options, Func<IReadOnlyList<IFuzzTarget>> makeTargets)
    {
        _options = options;
        _makeTargets = makeTargets;
        _states = [.. Enumerable.Range(0, options.Workers).Select(_ => new WorkerState())];
    }

    public IReadOnlyCollection<Finding> Findings => _findings;

    public long Inputs => _states.Sum(state => state.Inputs);

    /// <summary>Runs until the time is over or something is found.</summary>
    public void Run()
    {
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. _states.Select((state, i) => new Thread(() => Work(state, new Random(_options.Seed + (i * 7919)))) { IsBackground = true, Name = $"fuzz {i}" })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        while (Stopwatch.GetElapsedTime(start) < _options.Duration && _findings.IsEmpty && Array.Exists(threads, thread => thread.IsAlive))
        {
            threads[0].Join(TimeSpan.FromMilliseconds(50));
            Watch();
        }

        _isStopping = true;
        foreach (Thread thread in threads)
        {
            if (!thread.Join(_options.HangLimit + _options.HangLimit))
            {
                Watch();
            }
        }
    }

    private void Watch()
    {
        foreach (WorkerState state in _states.Where(state => state.Running > _options.HangLimit))
        {
            _findings.Enqueue(new Finding(state.TargetName, state.Input.Bytes.ToArray(), $"took longer than {_options.HangLimit.TotalSeconds} s"));
        }
    }

    private void Work(WorkerState state, Random random)
    {
        IReadOnlyList<IFuzzTarget> targets = _makeTargets();
        for (long i = 0; i < _options.InputsPerWorker && !_isStopping; i++)
        {
            IFuzzTarget target = targets[(int)(i % targets.Count)];
            state.TargetName = target.Name;
            target.Generate(random, state.Input);
            state.Begin();
            string? reason = Execute(target, state.Input);
            state.End();
            if (reason is not null)
            {
                _findings.Enqueue(new Finding(target.Name, state.Input.Bytes.ToArray(), reason));
                return;
            }
        }
    }

    private static string? Execute(IFuzzTarget target, FuzzBuffer input)
    {
        long allocated = 0;
        try
        {
            // The runtime allocates when a line is first reached: only what is repeated counts.
            for (int attempt = 0; attempt < 3; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                target.Execute(input.Bytes);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated <= target.AllocationLimit(input.Length))
                {
                    return null;
                }
            }
        }

        // Boundary: whatever a parser throws is what this program looks for.
        catch (Exception exception)
        {
            return exception.ToString();
        }

        return $"allocated {allocated} bytes for {input.Length} bytes of input";
    }
}
