using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

[Collection(Alone)]
public class FramesSoakTests
{
    private const string Alone = "measures the whole process";

    [SkippableFact]
    [Trait("Category", "Soak")]
    public void Two_hundred_thousand_frames_leave_memory_and_handles_as_they_were()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(60, keyEvery: 60);
        var ledger = new LeaseLedger();
        var sink = new CountingSink();
        using var pool = new NativeBufferPool();
        using var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = ledger, Sink = sink });
        worker.Start();
        uint sequence = 0;
        Play(worker, pool, stream, sink, ref sequence, 20_000);
        (long bytes, int handles, long managed) before = Measure();

        Play(worker, pool, stream, sink, ref sequence, 180_000);

        (long bytes, int handles, long managed) after = Measure();
        Assert.Equal(200_000, sink.Count);
        Assert.Equal(0, ledger.Outstanding);
        Assert.True(after.bytes < before.bytes + (8 << 20), $"{before.bytes} bytes grew to {after.bytes}");
        Assert.True(after.managed < before.managed + (1 << 20), $"{before.managed} managed bytes grew to {after.managed}");
        Assert.True(after.handles <= before.handles + 4, $"{before.handles} handles became {after.handles}");
    }

    private static void Play(DecodeWorker worker, NativeBufferPool pool, TestStream stream, CountingSink sink, ref uint sequence, int count)
    {
        for (int i = 0; i < count; i++)
        {
            TestStream.Unit unit = stream.Units[(int)(sequence % stream.Units.Count)];
            worker.TryPost(TestStream.Wrap(pool, unit.Payload, sequence, unit.IsKey));
            sequence++;
            uint posted = sequence;
            Assert.True(posted - sink.Count < 16 || SpinWait.SpinUntil(() => posted - sink.Count < 16, TimeSpan.FromSeconds(30)), $"frame {sequence} is stuck: {worker.Counters}");
        }

        uint all = sequence;
        Assert.True(SpinWait.SpinUntil(() => sink.Count == all, TimeSpan.FromSeconds(30)));
    }

    private static (long Bytes, int Handles, long Managed) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        int handles = OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : process.HandleCount;
        return (process.WorkingSet64, handles, GC.GetTotalMemory(forceFullCollection: true));
    }

    private sealed class CountingSink : IFrameSink
    {
        private int _count;

        internal int Count => Volatile.Read(ref _count);

        public void OnFrame(FrameLease lease)
        {
            lease.Release(LeaseRole.Presenter);
            Interlocked.Increment(ref _count);
        }

        public void OnGateChanged(GateState state, GateReason reason)
        {
        }

        public void OnKeyframeWanted(GateReason reason)
        {
        }
    }

    /// <summary>Memory and handles are the process's: nothing else may run meanwhile.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public class AloneDefinition;
}
