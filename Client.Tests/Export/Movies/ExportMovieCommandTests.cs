using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

public sealed class ExportMovieCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData("It writes: movie, still, html", "")]
    [InlineData("It writes: movie, still, html", "film")]
    [InlineData("No server is named", "movie -o out.mp4")]
    [InlineData("The one starts a server", "movie ws://127.0.0.1:1 --demo -o out.mp4")]
    [InlineData("no number of pictures a second", "movie --demo --fps 0")]
    [InlineData("no number of pictures a second", "movie --demo --fps fast")]
    [InlineData("as one PNG file for each frame", "movie --demo -o out.avi")]
    [InlineData("not two numbers", "movie --demo --size 5")]
    [InlineData("cannot be the value of --workers", "movie --demo --workers 0")]
    [InlineData("no such file", "movie --demo --overlay nothing.mp4")]
    public void What_cannot_be_is_refused_before_anything_is_started(string why, string words)
    {
        FathomException refusal = Assert.Throws<FathomException>(() => Run(["export", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Other_axes_stand_where_they_are_told_and_the_report_says_what_was_made()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync();

        Export(server, "--frames", "4:10:2", "--dims", "z=20", "--size", "384x216", "--time-stamp", "--json", "-o", _folder["pictures/"]);

        Assert.Equal([(4, 20), (6, 20), (8, 20)], Enumerable.Range(0, 3).Select(frame => TestPng.Read(_folder[$"pictures/frame-{frame:D5}.png"])).Select(static picture => (Beads.Time(picture), Beads.Depth(picture))));
        using JsonDocument report = JsonDocument.Parse(_output.ToArray());
        JsonElement root = report.RootElement;
        Assert.Equal(("fathom.export/1", "png", 3, "4:10:2"), (root.GetProperty("schema").GetString(), root.GetProperty("kind").GetString(), root.GetProperty("frames").GetInt32(), root.GetProperty("range").GetString()));
        Assert.Contains("3 frames along t (4:10:2), 384x216", _error.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_volume_is_exported_and_takes_no_overlay()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync(static options => options with { VolumeBytes = 4 << 20 });

        Export(server, "--ndisplay", "3", "--frames", "0:2", "--size", "96x64", "-o", _folder["volume/"]);
        FathomException refusal = Assert.Throws<FathomException>(() => Export(server, "--ndisplay", "3", "--frames", "0:2", "--overlay", ServedMovie.Overlay(_folder, 3).Path, "-o", _folder["none/"]));

        TestPng picture = TestPng.Read(_folder["volume/frame-00001.png"]);
        Assert.Contains(Enumerable.Range(0, 96), column => picture.Light(column, 32) > 150);
        Assert.Contains("Show a slice (2-D)", refusal.How, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["none.parts"]));
    }

    [Fact]
    public void A_broken_off_export_keeps_its_view()
    {
        ExportPlan plan = ExportScenes.Plan(_folder["out.mp4"], 10, 5);
        PartFolder.Open(plan.Target.PartsFolder, plan.ToMap(), ".mp4", restart: false).Dispose();
        ViewRecipe now = plan.Recipe with { Step = [0, 0, 0, 0] };

        Assert.Equal(plan.Recipe.View, KeptView.Read(plan.Target.PartsFolder, now)!.View);
        Assert.Equal("2,7,0,0", string.Join(",", KeptView.Read(plan.Target.PartsFolder, now)!.Step));
        Assert.Null(KeptView.Read(plan.Target.PartsFolder, now with { Step = [2, 7, 0] }));
        Assert.Null(KeptView.Read(plan.Target.PartsFolder, now with { View = MapValue.Of(("dataset", MapValue.Of(("path", "another")))) }));
        Assert.Null(KeptView.Read(_folder["other.parts"], now));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private void Export(VolumeServerApp server, params string[] words) => Assert.Equal(ExitCode.Ok, Run(["export", "movie", server.StateUrl, "--pixel-url", server.PixelUrl, .. words]));

    private ExitCode Run(string[] words) =>
        new CommandTable().Run(words, new CommandContext(_output, _error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None));
}
