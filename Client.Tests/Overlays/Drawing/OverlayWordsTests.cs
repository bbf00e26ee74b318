using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Scripts;
using Fathom.Client.Sessions;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>Overlays on the command line, in session files and in scripts.</summary>
public sealed class OverlayWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_name_videos_tracks_and_lists_and_calibrations_go_to_the_videos_in_turn()
    {
        string list = Write("list.json", """[{"id":"cam","kind":"video","path":"side.mp4","alpha":0.3},{"id":"nose","kind":"tracks","path":"/data/nose.csv","of":"cam"}]""");
        ImmutableArray<OverlaySpec> specs = Read(
            "--overlay", Write("mouse.mp4"), "--overlay", Write("dots.csv"), "--overlay", list, "--overlay", Write("other/mouse.mkv"),
            "--calibration", Write("a.json"), "--calibration", Write("b.json"));

        Assert.Equal(["mouse", "dots", "cam", "nose", "mouse-2"], specs.Select(static spec => spec.Id));
        Assert.Equal(["a.json", null, "b.json", null, null], specs.Select(static spec => Path.GetFileName(spec.CalibrationPath)));
        Assert.Equal((_folder["side.mp4"], 0.3), (specs[2].Path, specs[2].Alpha));
        Assert.Equal("/data/nose.csv", specs[3].Path);
        Assert.IsType<TracksOverlaySpec>(specs[1]);
    }

    [Fact]
    public void What_is_no_overlay_is_refused_with_a_way_on()
    {
        string calibration = Write("c.json", """{"transform":[[1,0,0],[0,1,0],[0,0,1]],"frame_size_px":[64,48]}""");
        Assert.Contains("--calibration c.json", Refusal("--overlay", calibration).How, StringComparison.Ordinal);
        Assert.Contains("no such file", Refusal("--overlay", _folder["none.mp4"]).Why, StringComparison.Ordinal);
        Assert.Contains("more --calibration than videos", Refusal("--overlay", Write("t.csv"), "--calibration", calibration).Why, StringComparison.Ordinal);
        Assert.Contains("neither a list", Refusal("--overlay", Write("x.json", "{}")).Why, StringComparison.Ordinal);
        string list = Write("l.json", """[{"id":"mouse","kind":"video","path":"a.mp4"}]""");
        Assert.Contains("'mouse'", Refusal("--overlay", Write("mouse.mp4"), "--overlay", list).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_keeps_overlays_with_paths_beside_it_relative()
    {
        ImmutableArray<OverlaySpec> specs =
        [
            new VideoOverlaySpec { Id = "cam", Path = _folder["videos/mouse.mp4"], CalibrationPath = _folder["mouse.json"], Alpha = 0.7, Clock = new TimeLine(2.5, 1.001), Downsample = 2 },
            new TracksOverlaySpec { Id = "nose", Path = "/elsewhere/nose.csv", Of = "cam", TrailFrames = 9, Visible = false },
        ];
        MapValue content = SessionOverlays.With(MapValue.Of(("format", SessionFile.Format), ("version", SessionFile.Version)), _folder["s.json"], specs);
        var file = new SessionFile(_folder["s.json"], content);
        file.Write();

        SessionFile read = SessionFile.TryRead(_folder["s.json"])!;
        Assert.Contains("\"videos/mouse.mp4\"", File.ReadAllText(read.Path).Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal(specs.AsEnumerable(), SessionOverlays.Read(read));
        Assert.Equal(specs.AsEnumerable(), OverlayFile.Read(read.Path, []));

        // Moved together with its videos.
        Directory.CreateDirectory(_folder["moved"]);
        File.Copy(read.Path, _folder["moved/s.json"]);
        Assert.Equal(_folder["moved/videos/mouse.mp4"], SessionOverlays.Read(SessionFile.TryRead(_folder["moved/s.json"])!)[0].Path);

        // All removed: they do not come back with the next save.
        SessionFile saved = read.With(SessionOverlays.With(MapValue.Of(("format", SessionFile.Format), ("version", SessionFile.Version)), read.Path, []));
        Assert.Empty(SessionOverlays.Read(saved));
    }

    [Fact]
    public void The_command_line_adds_to_a_session_and_replaces_what_has_the_same_name()
    {
        ImmutableArray<OverlaySpec> session = [new VideoOverlaySpec { Id = "a", Path = "1" }, new VideoOverlaySpec { Id = "b", Path = "2" }];
        ImmutableArray<OverlaySpec> joined = SessionOverlays.Joined(session, [new VideoOverlaySpec { Id = "a", Path = "3" }]);
        Assert.Equal([("b", "2"), ("a", "3")], joined.Select(static spec => (spec.Id, spec.Path)));
    }

    [SkippableFact]
    public void A_script_adds_changes_and_removes()
    {
        using var stage = new OverlayStage();
        string video = Write("mouse.mp4");
        Assert.Null(Do(stage, $$"""{"do":"overlay","add":"{{video}}","alpha":0.3,"offset":2}"""));
        OverlayItem item = Assert.Single(stage.Stack.Items);
        Assert.Equal(("mouse", 0.3, 2.0), (item.Spec.Id, item.Spec.Alpha, item.Spec.Clock.Offset));
        Assert.Null(Do(stage, """{"do":"overlay","visible":false,"order":"below","frame":7}"""));
        Assert.Equal((false, OverlayOrder.Below, 7, 0.3), (item.Spec.Visible, item.Spec.Order, item.FrameByHand, item.Spec.Alpha));
        Assert.Null(Do(stage, $$"""{"do":"overlay","add":"{{video}}","id":"second"}"""));
        Assert.Null(Do(stage, """{"do":"overlay","id":"second","place":0}"""));
        Assert.Equal(["second", "mouse"], stage.Stack.Items.Select(static item => item.Spec.Id));
        Assert.Contains("which overlay; there are second, mouse", Do(stage, """{"do":"overlay","alpha":1}""")!.Message, StringComparison.Ordinal);
        Assert.Contains("no overlay 'third'", Do(stage, """{"do":"overlay","id":"third","remove":true}""")!.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Do(stage, """{"do":"overlay","add":"nowhere.mp4"}""")!.Message, StringComparison.Ordinal);
        Assert.Null(Do(stage, """{"do":"overlay","id":"second","remove":true}"""));
        Assert.Same(item, Assert.Single(stage.Stack.Items));
    }

    private static ErrorInfo? Do(OverlayStage stage, string line) => ScriptOverlays.Do(Assert.Single(ScriptFile.Parse([line], "test").Steps), stage.Stack);

    private static ImmutableArray<OverlaySpec> Read(params string[] arguments)
    {
        var command = new CommandDefinition("fathom", "test", "A test.", OverlayOptions.Rows);
        return OverlayOptions.Read(CommandLineParser.Parse(command, arguments, ConfigurationSources.None));
    }

    private static FathomException Refusal(params string[] arguments) => Assert.Throws<FathomException>(() => Read(arguments));

    private string Write(string name, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
