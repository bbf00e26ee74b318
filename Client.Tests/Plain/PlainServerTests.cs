using System.Linq;
using Fathom.Client.Tests.Decode;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Plain;

/// <summary>Scripts against a server that has the traps of real ones. What it would die of must never reach it.</summary>
public sealed class PlainServerTests
{
    [SkippableFact]
    public void Everything_that_a_script_can_do_is_done_and_harms_nobody()
    {
        using PlainServer server = Start();

        PlainRun run = Do(
            server,
            """{"do":"wait","until":"picture"}""",
            """{"at_ms":20,"do":"dims","axis":"z","index":12}""",
            """{"do":"dims","axis":"z","delta":-2}""",
            """{"do":"zoom","factor":2,"x":10,"y":20}""",
            """{"do":"pan","dx":4,"dy":-2}""",
            """{"do":"camera","rect":[0,0,80,64]}""",
            """{"do":"reset"}""",
            """{"do":"layer","property":"opacity","value":0.5}""",
            """{"do":"layer","layer":"layer-0","property":"contrast_limits","value":[0.1,0.8]}""",
            """{"do":"layer","property":"colormap","value":"viridis"}""",
            """{"do":"set","scope":"layer","target":"layer-0","key":"gamma","value":0.7}""",
            """{"do":"wait","until":"settled"}""",
            """{"do":"ndisplay","value":3}""",
            """{"do":"wait","until":"acked"}""",
            """{"do":"orbit","azimuth":10,"elevation":5}""",
            """{"do":"camera","center":[1,2,3],"angles":[1,2,3]}""",
            """{"do":"volume","property":"render_mode","value":"iso"}""",
            """{"do":"wait","until":"settled"}""",
            """{"do":"ndisplay","value":2}""",
            """{"do":"wait","until":"acked"}""",
            """{"do":"scrub","axis":"z","from":0,"to":9,"ms":200}""",
            """{"do":"seek","axis":"z","seed":3,"count":4,"every_ms":20}""",
            """{"do":"play","axis":"z","fps":20}""",
            """{"do":"wait","ms":200}""",
            """{"do":"stop"}""",
            """{"do":"keyframe"}""",
            """{"do":"list"}""",
            """{"do":"mark","text":"before the drop"}""",
            """{"do":"drop"}""",
            """{"do":"wait","until":"picture"}""",
            """{"do":"load","path":"/data/demo.zarr"}""",
            """{"do":"dims","axis":"t","index":3}""",
            """{"do":"dims","axis":"z","index":4}""",
            """{"do":"wait","until":"settled"}""");

        Assert.True(server.Violations.IsEmpty, string.Join("\n", [.. server.Violations, .. server.Updates]));
        Assert.Empty(run.ErrorCodes);
        Assert.Equal(ExitCode.Ok, run.Cause.ExitCode);
        Assert.Equal("script", run.Cause.Reason);
        Assert.Equal((3, 4, 0, 0), (run.Dim("t"), run.Dim("z"), run.Dim("y"), run.Dim("x")));
        Assert.Equal([3, 4, 0, 0], server.Scene.Step);
        Assert.Equal(2, run.Report.GetProperty("ndisplay").GetInt32());
        Assert.Equal(server.Updates.Count, run.Acks + run.Rejects);
        Assert.True(run.Report.GetProperty("frames_presented").GetInt32() > 5);
        Assert.Equal(0, run.Report.GetProperty("leases_out").GetInt32());
        var script = run.Report.GetProperty("script");
        Assert.Equal((34, 34, 0), (script.GetProperty("steps").GetInt32(), script.GetProperty("done").GetInt32(), script.GetProperty("failed").GetInt32()));
        Assert.Equal("demo.zarr", script.GetProperty("listings")[0].GetProperty("entries")[0].GetString());
        Assert.Equal("before the drop", script.GetProperty("marks")[0].GetProperty("text").GetString());
    }

    [SkippableFact]
    public void The_report_tells_the_layers_as_the_server_told_them()
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"layer","property":"opacity","value":1.7}""", """{"do":"layer","property":"visible","value":false}""");

        Assert.Equal(1, run.Layer.GetProperty("opacity").GetDouble());
        Assert.False(run.Layer.GetProperty("visible").GetBoolean());
        Assert.Equal("gray", run.Layer.GetProperty("colormap").GetString());
        Assert.Equal([0, 1], run.Layer.GetProperty("contrast_limits").EnumerateArray().Select(limit => limit.GetDouble()));
        Assert.Equal(2, run.Acks);

        // The notice about a layer that no scene has named, and the number that JSON does not have, did no harm.
        Assert.Equal(["layer-0"], run.Report.GetProperty("layers").EnumerateObject().Select(layer => layer.Name));
        Assert.Equal("napari-cuda", run.Report.GetProperty("server").GetString());
    }

    [SkippableTheory]
    [InlineData("""{"do":"orbit","azimuth":10,"elevation":5}""")]
    [InlineData("""{"do":"layer","property":"contrast_limits","value":[0.5,0.5]}""")]
    [InlineData("""{"do":"layer","property":"blending","value":"average"}""")]
    [InlineData("""{"do":"volume","property":"colormap","value":"no such map"}""")]
    [InlineData("""{"do":"volume","property":"contrast_limits","value":[2,2]}""")]
    [InlineData("""{"do":"camera","center":[1]}""")]
    [InlineData("""{"do":"set","scope":"multiscale","target":"main","key":"policy","value":"fine"}""")]
    [InlineData("""{"do":"set","scope":"dims","target":"z","key":"index","value":2.5}""")]
    public void What_ends_a_plain_renderer_or_session_is_never_sent(string step)
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, step);

        Assert.Empty(server.Updates);
        Assert.Empty(server.Violations);
        Assert.Equal(["intent.withheld"], run.ErrorCodes);
    }

    [SkippableTheory]
    [InlineData("""{"do":"volume","property":"colormap","value":"no such map"}""")]
    [InlineData("""{"do":"camera","center":[1,2]}""")]
    [InlineData("""{"do":"camera","rect":[0,0,4,4]}""")]
    public void What_ends_them_in_the_volume_is_never_sent_there(string step)
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"ndisplay","value":3}""", """{"do":"wait","until":"settled"}""", step);

        Assert.Equal(["view:main:ndisplay=3"], server.Updates);
        Assert.Empty(server.Violations);
        Assert.Equal(["intent.withheld"], run.ErrorCodes);
    }

    [SkippableFact]
    public void A_refusal_is_counted_and_told_in_the_servers_words()
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"layer","property":"colormap","value":"no such map"}""", """{"do":"layer","property":"name","value":"x"}""");

        Assert.Equal(2, run.Rejects);
        Assert.Equal(["state.invalid", "state.invalid"], run.ErrorCodes);
        Assert.Equal("unsupported layer key colormap", run.Report.GetProperty("errors")[0].GetProperty("text").GetString());
        Assert.Equal(ExitCode.Ok, run.Cause.ExitCode);
    }

    [SkippableFact]
    public void An_index_leaves_as_a_whole_number_and_within_its_axis()
    {
        using PlainServer server = Start();

        Do(server, """{"do":"dims","axis":"z","index":11.0}""", """{"do":"wait","until":"acked"}""", """{"do":"dims","axis":"z","index":99}""");

        Assert.Equal(["dims:z:index=11", "dims:z:index=15"], server.Updates);
    }

    [SkippableFact]
    public void A_zoom_is_anchored_from_the_bottom_and_its_factor_shrinks_what_is_seen()
    {
        using PlainServer server = Start();

        Do(server, """{"do":"wait","until":"picture"}""", """{"do":"zoom","factor":2,"x":10,"y":20}""");

        Assert.Equal([(0.5, 10, TestStream.Height - 20)], server.Scene.Zooms);
    }

    [SkippableFact]
    public void A_rectangle_takes_its_centre_along()
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"camera","rect":[0,0,80,64]}""");

        Assert.Equal([0, 0, 80, 64], server.Scene.Rect);
        Assert.Equal([0, 0, 80, 64], run.Report.GetProperty("camera").GetProperty("rect").EnumerateArray().Select(number => number.GetDouble()));
    }

    [SkippableFact]
    public void A_level_that_moves_the_step_is_told_and_the_next_index_keeps_within_it()
    {
        using PlainServer server = Start();

        PlainRun run = Do(server, """{"do":"level","value":1}""", """{"do":"wait","until":"settled"}""", """{"do":"dims","axis":"z","index":15}""");

        Assert.Equal(["multiscale:main:level=1", "dims:z:index=7"], server.Updates);
        Assert.Equal(1, run.Report.GetProperty("level").GetInt32());
        Assert.Equal(7, run.Dim("z"));
    }

    private static PlainServer Start(PlainServerOptions? options = null)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        return new PlainServer(options);
    }

    private static PlainRun Do(PlainServer server, params string[] script) => PlainRun.Do(server.StateUrl, server.PixelUrl, script);
}
