using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Fakes;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class LeaseStressTests
{
    private const int Roles = 4;

    /// <summary>Every thread keeps a model of what it holds itself; whatever the others do, its own roles must behave as the model says.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    public void Many_threads_agree_with_the_model(int threads, int seed)
    {
        var ledger = new LeaseLedger(8, "stress");
        var backings = new List<CountingBacking>();
        var shared = new FrameLease[8];
        var gate = new Lock();
        var failures = new List<string>();
        using var start = new Barrier(threads);
        Thread[] workers = Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            start.SignalAndWait(TimeSpan.FromSeconds(10));
            try
            {
                Work(new Random((seed * 100) + index), ledger, shared, backings, gate);
            }
            catch (Exception error) when (error is LeaseException or InvalidOperationException)
            {
                lock (gate)
                {
                    failures.Add(error.Message);
                }
            }
        })).ToArray();

        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            Assert.True(worker.Join(TimeSpan.FromSeconds(30)));
        }

        Assert.Empty(failures);
        Assert.Equal(0, ledger.Outstanding);
        Assert.Equal(ledger.Opened, ledger.Closed);
        Assert.Equal(ledger.Opened, backings.Count);
        Assert.All(backings, backing => Assert.Equal(1, backing.Freed));
        Assert.All(Enum.GetValues<LeaseRole>(), role => Assert.Equal(0, ledger.CountOf(role)));
    }

    private static void Work(Random random, LeaseLedger ledger, FrameLease[] shared, List<CountingBacking> backings, Lock gate)
    {
        var held = new List<(FrameLease Lease, LeaseRole Role)>();
        for (int i = 0; i < 20_000; i++)
        {
            int slot = random.Next(shared.Length);
            switch (random.Next(5))
            {
                case 0:
                    Open(ledger, shared, slot, backings, gate, held);
                    break;
                case 1 or 2:
                    Take(random, shared, slot, gate, held);
                    break;
                default:
                    Drop(random, held);
                    break;
            }

            if (held.Count > 20)
            {
                Drop(random, held);
            }
        }

        while (held.Count > 0)
        {
            Drop(random, held);
        }
    }

    private static void Open(LeaseLedger ledger, FrameLease[] shared, int slot, List<CountingBacking> backings, Lock gate, List<(FrameLease, LeaseRole)> held)
    {
        var backing = new CountingBacking();
        if (ledger.TryOpen(default, default, backing, out FrameLease lease))
        {
            held.Add((lease, LeaseRole.Decoder));
            lock (gate)
            {
                backings.Add(backing);
                shared[slot] = lease;
            }
        }
    }

    private static void Take(Random random, FrameLease[] shared, int slot, Lock gate, List<(FrameLease Lease, LeaseRole Role)> held)
    {
        FrameLease lease;
        lock (gate)
        {
            lease = shared[slot];
        }

        // Another thread may have closed it meanwhile: then this must fail cleanly, never resurrect it.
        var role = (LeaseRole)random.Next(Roles);
        bool mine = held.Any(pair => pair.Lease == lease);
        bool taken = lease.TryAcquire(role);
        if (mine && !taken)
        {
            throw new InvalidOperationException("A lease closed although a role of it was held.");
        }

        if (taken)
        {
            held.Add((lease, role));
        }
    }

    private static void Drop(Random random, List<(FrameLease Lease, LeaseRole Role)> held)
    {
        if (held.Count == 0)
        {
            return;
        }

        int at = random.Next(held.Count);
        (FrameLease lease, LeaseRole role) = held[at];
        held.RemoveAt(at);
        if (lease.CountOf(role) < 1 + held.Count(pair => pair.Lease == lease && pair.Role == role))
        {
            throw new InvalidOperationException($"Role {role} is held less often than this thread alone holds it.");
        }

        lease.Release(role);
    }
}
