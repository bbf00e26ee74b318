using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Presentation;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

public class WakeSourceTests
{
    [Fact]
    public void Many_posts_cost_one_event_until_the_main_thread_looks()
    {
        int events = 0;
        var wake = new WakeSource(() => events++, TimeProvider.System);

        wake.Post();
        wake.Post();
        wake.Begin();
        wake.Post();

        Assert.Equal(2, events);
        Assert.Equal(1, wake.Latency.Count);
    }

    [Fact]
    public async Task No_value_posted_by_any_thread_is_missed()
    {
        using var signal = new AutoResetEvent(false);
        var wake = new WakeSource(() => signal.Set(), TimeProvider.System);
        int posted = 0;
        Task[] workers = new Task[4];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(() =>
            {
                for (int n = 0; n < 5000; n++)
                {
                    Interlocked.Increment(ref posted);
                    wake.Post();
                }
            });
        }

        int seen = 0;
        while (seen < 20_000)
        {
            Assert.True(signal.WaitOne(TimeSpan.FromSeconds(10)), $"no wake-up after {seen} values");
            wake.Begin();
            seen = Volatile.Read(ref posted);
        }

        await Task.WhenAll(workers);
    }
}
