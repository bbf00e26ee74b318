using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Fathom.Client.Processes;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Client;

/// <summary>A shell plays the server: what counts here is the life of a child process.</summary>
public class ChildServerTests
{
    private const string Ready = """echo '{"event":"ready","state_url":"ws://127.0.0.1:5","pixel_url":"ws://127.0.0.1:6","metrics_url":"http://127.0.0.1:5/metrics"}'""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public void The_ready_line_tells_where_it_listens_and_closing_its_input_ends_it()
    {
        ChildServer server = Start($"{Ready}; cat >/dev/null");
        int id = server.ProcessId;

        ServerAddress address = server.WaitUntilReady(s_patience, CancellationToken.None);
        server.Dispose();

        Assert.Equal("ws://127.0.0.1:5/", address.State.ToString());
        Assert.Equal("ws://127.0.0.1:6/", address.Pixel.ToString());
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [SkippableFact]
    public void A_server_that_hangs_is_ended_by_force_within_a_second_or_so()
    {
        ChildServer server = Start($"{Ready}; while :; do sleep 1; done");
        server.WaitUntilReady(s_patience, CancellationToken.None);

        var watch = Stopwatch.StartNew();
        server.Dispose();

        Assert.True(watch.Elapsed < s_patience, watch.Elapsed.ToString());
    }

    [SkippableFact]
    public void A_server_that_ends_at_once_is_quoted_with_its_exit_code()
    {
        using ChildServer server = Start("echo 'no port left' >&2; exit 4");

        var error = Assert.Throws<FathomException>(() => server.WaitUntilReady(s_patience, CancellationToken.None));

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Contains("no port left", error.Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Another_first_line_is_an_error_that_quotes_it()
    {
        using ChildServer server = Start("echo hello; cat >/dev/null");

        var error = Assert.Throws<FathomException>(() => server.WaitUntilReady(s_patience, CancellationToken.None));

        Assert.Equal(ExitCode.Rejected, error.ExitCode);
        Assert.Contains("hello", error.Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_silent_server_is_given_up()
    {
        using ChildServer server = Start("cat >/dev/null");

        var error = Assert.Throws<FathomException>(() => server.WaitUntilReady(TimeSpan.FromMilliseconds(50), CancellationToken.None));

        Assert.Equal(ExitCode.CannotConnect, error.ExitCode);
    }

    [Fact]
    public void A_missing_program_is_named_with_the_place_where_it_should_be()
    {
        var error = Assert.Throws<FathomException>(() => SiblingExecutable.Find("fathom-nothing", "/nowhere"));

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Contains("/nowhere", error.Why, StringComparison.Ordinal);
    }

    private static ChildServer Start(string script)
    {
        Skip.IfNot(System.IO.File.Exists("/bin/sh"), "needs /bin/sh");
        var said = new List<string>();
        return ChildServer.Start(new ProcessStartInfo("/bin/sh") { UseShellExecute = false }, ["-c", script], said.Add);
    }
}
