using System;
using System.Collections.Concurrent;
using System.Threading;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class LatestJobsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Of_many_jobs_of_one_viewer_the_running_one_is_stopped_and_the_newest_runs()
    {
        var jobs = new LatestJobs(1);
        using var begun = new ManualResetEventSlim();
        using var allPosted = new ManualResetEventSlim();
        using var ended = new CountdownEvent(6);
        var ran = new ConcurrentQueue<string>();
        jobs.Post("a", stop =>
        {
            begun.Set();
            ran.Enqueue(stop.WaitHandle.WaitOne(s_patience) ? "first stopped" : "first not stopped");

            // It stays until all others wait for its place, so that none of them can have begun.
            allPosted.Wait(s_patience, CancellationToken.None);
            ended.Signal();
        });
        Assert.True(begun.Wait(s_patience));

        for (int i = 1; i <= 5; i++)
        {
            int number = i;
            jobs.Post("a", stop =>
            {
                ran.Enqueue(stop.IsCancellationRequested ? "displaced" : $"ran {number}");
                ended.Signal();
            });
        }

        allPosted.Set();
        Assert.True(ended.Wait(s_patience));
        string[] all = [.. ran];
        Assert.Equal(4, Array.FindAll(all, static text => text == "displaced").Length);
        Assert.Contains("first stopped", all);
        Assert.Contains("ran 5", all);
    }

    [Fact]
    public void Only_so_many_run_at_once_and_who_leaves_gives_up_his_place()
    {
        var jobs = new LatestJobs(1);
        using var begun = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        int atOnce = 0, most = 0;
        jobs.Post("a", stop =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            begun.Set();
            stop.WaitHandle.WaitOne(s_patience);
            Interlocked.Decrement(ref atOnce);
        });
        Assert.True(begun.Wait(s_patience));
        jobs.Post("b", _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            second.Set();
            Interlocked.Decrement(ref atOnce);
        });

        jobs.Leave("a");

        Assert.True(second.Wait(s_patience));
        Assert.Equal(1, most);
        Assert.True(SpinWait.SpinUntil(() => jobs.Count == 0, s_patience));
    }

    [Fact]
    public void Data_are_closed_after_their_last_reader()
    {
        var closed = new Closing();
        var data = new ExhibitData(closed);
        Assert.True(data.TryBeginReading());

        data.Dispose();
        Assert.True(data.Gone.IsCancellationRequested);
        Assert.False(data.TryBeginReading());
        Assert.Equal(0, closed.Times);
        data.EndReading();
        data.Dispose();

        Assert.Equal(1, closed.Times);
    }

    private sealed class Closing : IDisposable
    {
        public int Times { get; private set; }

        public void Dispose() => Times++;
    }
}
