using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class ClientHostTests
{
    [Fact]
    public void The_stop_takes_its_steps_in_order_and_under_a_second_with_a_server_that_hangs()
    {
        using var server = new FakeSocketServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var screen = new FakeScreen();
        using var host = new ClientHost(Settings(server), screen, static _ => new NoInput(), null, TimeProvider.System, CancellationToken.None);
        host.Start();
        SpinWait.SpinUntil(() => server.Connections > 0, TimeSpan.FromSeconds(10));

        long started = TimeProvider.System.GetTimestamp();
        host.Stop();
        TimeSpan took = TimeProvider.System.GetElapsedTime(started);

        Assert.Equal(["input", "sockets", "decoder", "presenter", "fences"], host.StopSteps);
        Assert.True(took < TimeSpan.FromSeconds(1), took.ToString());
        Assert.Equal(0, host.Report(ExitCause.Finished, string.Empty, string.Empty, string.Empty, null).LeasesOut);
    }

    [Fact]
    public void A_second_stop_does_nothing()
    {
        using var server = new FakeSocketServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var screen = new FakeScreen();
        using var host = new ClientHost(Settings(server), screen, static _ => new NoInput(), null, TimeProvider.System, CancellationToken.None);
        host.Start();
        host.Stop();

        host.Stop();

        Assert.Equal(5, host.StopSteps.Count);
    }

    [Fact]
    public void An_interrupt_wakes_a_sleeping_loop()
    {
        using var server = new FakeSocketServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var screen = new FakeScreen();
        using var interrupt = new CancellationTokenSource();
        using var host = new ClientHost(Settings(server), screen, static _ => new NoInput(), null, TimeProvider.System, interrupt.Token);
        host.Start();
        interrupt.CancelAfter(TimeSpan.FromMilliseconds(50));

        ExitCause cause = host.Run();

        Assert.Equal(ExitCode.Interrupted, cause.ExitCode);
    }

    private static ClientSettings Settings(FakeSocketServer server) => new() { StateUrl = server.Url, PixelUrl = server.Url, Headless = true };

    private sealed class NoInput : IUserInput
    {
        public void Read(long now)
        {
        }
    }
}
