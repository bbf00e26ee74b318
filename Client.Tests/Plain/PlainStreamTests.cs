using System;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Decode;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Plain;

/// <summary>The traps of a plain server's stream: what comes first, what is left out, what comes late or never.</summary>
public sealed class PlainStreamTests
{
    [SkippableFact]
    public void A_first_message_that_is_no_key_frame_is_waited_out_and_one_is_asked_for()
    {
        using PlainServer server = Start(new PlainServerOptions { BeginsWithDelta = true });

        PlainRun run = Do(server, """{"do":"wait","until":"picture"}""");

        Assert.Empty(run.ErrorCodes);
        Assert.True(run.Shown > 0);
        Assert.Equal(0, run.Report.GetProperty("drops").GetProperty("decode_error").GetInt32());
    }

    [SkippableFact]
    public void Gaps_ask_for_key_frames_with_pauses_however_often_the_stream_is_announced()
    {
        using PlainServer server = Start(new PlainServerOptions { DropEvery = 5, Announcements = 4 });

        long began = TimeProvider.System.GetTimestamp();
        PlainRun run = Do(server, """{"do":"wait","until":"picture"}""", """{"do":"wait","ms":3000}""");

        Assert.InRange(server.KeyframeRequests.Count, 1, MostRequestsSince(began));
        Assert.Equal(0, run.Report.GetProperty("drops").GetProperty("decode_error").GetInt32());
        Assert.True(run.Report.GetProperty("drops").GetProperty("gated").GetInt32() > 0);
    }

    [SkippableFact]
    public void A_script_that_asks_again_and_again_keeps_the_pauses()
    {
        using PlainServer server = Start(new PlainServerOptions { Announcements = 4 });

        long began = TimeProvider.System.GetTimestamp();
        PlainRun run = Do(server, """{"do":"wait","until":"picture"}""", """{"do":"keyframe"}""", """{"do":"keyframe"}""", """{"do":"keyframe"}""");

        Assert.InRange(server.KeyframeRequests.Count, 3, MostRequestsSince(began));
        Assert.Empty(run.ErrorCodes);
    }

    [SkippableFact]
    public void Answers_that_come_late_roll_nothing_back()
    {
        using PlainServer server = Start(new PlainServerOptions { AckDelay = TimeSpan.FromMilliseconds(300) });

        PlainRun run = Do(server, """{"do":"scrub","axis":"z","from":0,"to":15,"ms":600,"hz":10}""", """{"do":"layer","property":"opacity","value":0.25}""");

        Assert.Equal(15, run.Dim("z"));
        Assert.Equal(0.25, run.Layer.GetProperty("opacity").GetDouble());
        Assert.Equal(server.Updates.Count, run.Acks);
        Assert.EndsWith("=15", server.Updates.Last(update => update.StartsWith("dims", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(run.ErrorCodes);
    }

    [SkippableFact]
    public void An_idle_server_shows_nothing_and_is_no_failure()
    {
        using PlainServer server = Start(new PlainServerOptions { Idle = true });

        PlainRun run = Do(server, """{"do":"list"}""", """{"do":"wait","until":"acked"}""");

        Assert.Equal(ExitCode.Ok, run.Cause.ExitCode);
        Assert.Equal(0, run.Report.GetProperty("frames_presented").GetInt32());
        Assert.Equal((0, 0), (run.Dim("y"), run.Dim("x")));
        Assert.Empty(run.Report.GetProperty("layers").EnumerateObject());
    }

    [SkippableFact]
    public void An_idle_server_shows_what_is_loaded_though_it_answers_before_the_scene()
    {
        using PlainServer server = Start(new PlainServerOptions { Idle = true });

        PlainRun run = Do(server, """{"do":"load","path":"/data/demo.zarr"}""", """{"do":"dims","axis":"t","index":2}""", """{"do":"wait","until":"picture"}""");

        Assert.Empty(run.ErrorCodes);
        Assert.Equal((2, 10), (run.Dim("t"), run.Dim("z")));
        Assert.True(run.Report.GetProperty("frames_presented").GetInt32() > 0);
        Assert.Equal("gray", run.Layer.GetProperty("colormap").GetString());
    }

    [SkippableFact]
    public void A_dataset_that_is_not_there_is_a_failed_step()
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"load","path":"/data/nothing"}""", """{"do":"dims","axis":"z","index":1}""");

        Assert.Equal(["fs.not_found"], run.ErrorCodes);
        Assert.Equal(ExitCode.Rejected, run.Cause.ExitCode);
        Assert.Equal(1, run.Dim("z"));
    }

    [SkippableFact]
    public void Heartbeats_are_answered_as_a_plain_server_wants_it()
    {
        using PlainServer server = Start(new PlainServerOptions { Heartbeat = TimeSpan.FromMilliseconds(200) });

        using var answered = new CancellationTokenSource();
        server.OnHeartbeatAck = answered.Cancel;

        PlainRun run = PlainRun.Do(server.StateUrl, server.PixelUrl, ["""{"do":"wait","ms":90000}"""], answered.Token);

        Assert.Equal("interrupted", run.Cause.Reason);
        Assert.Empty(server.Violations);
    }

    [SkippableFact]
    public void Both_connections_come_back_after_a_break_and_the_view_stays()
    {
        using PlainServer server = Start();

        PlainRun run = Do(
            server,
            """{"do":"wait","until":"picture"}""",
            """{"do":"dims","axis":"z","index":3}""",
            """{"do":"wait","until":"settled"}""",
            """{"do":"drop"}""",
            """{"do":"wait","until":"picture"}""",
            """{"do":"drop"}""",
            """{"do":"dims","axis":"z","index":5}""",
            """{"do":"wait","until":"picture"}""");

        Assert.Empty(run.ErrorCodes);
        Assert.Equal(5, run.Dim("z"));
        Assert.InRange(run.Report.GetProperty("reconnects").GetInt32(), 4, 8);
        Assert.Equal(["dims:z:index=3", "dims:z:index=5"], server.Updates);
    }

    /// <summary>One a second and a first one. When requests arrive says nothing about when they left: a busy machine moves them together.</summary>
    private static int MostRequestsSince(long began) => 1 + (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds;

    private static PlainServer Start(PlainServerOptions? options = null)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        return new PlainServer(options);
    }

    private static PlainRun Do(PlainServer server, params string[] script) => PlainRun.Do(server.StateUrl, server.PixelUrl, script);
}
