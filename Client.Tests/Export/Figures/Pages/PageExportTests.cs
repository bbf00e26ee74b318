using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Figures.Pages;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures.Pages;

/// <summary>A page with its pictures, as files.</summary>
public sealed class PageExportTests : IDisposable
{
    private static readonly ExportAxis s_axis = new(0, "t", 10);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_page_has_its_pictures_beside_it()
    {
        PageReport report = Export(StillScenes.Scene(new StillRequest { WidthMm = 20 }), new FrameRange(1, 6, 2), isInline: false);
        Assert.Equal([1, 3, 5], report.Content.Stills.Select(static still => still.Index));
        Assert.Equal("7.5 s", report.Content.Stills[1].Place);
        Assert.All(report.Content.Stills, still => PngReader.Read(File.ReadAllBytes(_folder[Uri.UnescapeDataString(still.Source)])));
        string page = File.ReadAllText(_folder["my page.html"]);
        Assert.Contains("src=\"my%20page_files/still-00003.png\"", page, StringComparison.Ordinal);
        Assert.Null(report.Content.LeftOut);
    }

    [Fact]
    public void Pictures_in_the_page_are_the_same_and_nothing_lies_beside_it()
    {
        PageReport report = Export(StillScenes.Scene(new StillRequest { WidthMm = 20 }), new FrameRange(0, 2, 1), isInline: true);
        Assert.All(report.Content.Stills, still => PngReader.Read(Convert.FromBase64String(still.Source["data:image/png;base64,".Length..])));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_report_tells_of_pictures_and_of_what_was_left_out()
    {
        StillScene scene = StillScenes.Scene(new StillRequest { WidthMm = 20 }) with { Overlays = Videos() };
        using var output = new MemoryStream();
        Export(scene, new FrameRange(0, 1, 1), isInline: false).Write(output);
        JsonElement json = JsonDocument.Parse(output.ToArray()).RootElement;
        Assert.Equal("fathom.page/1", json.GetProperty("schema").GetString());
        Assert.Contains("mouse.mp4 is not in the page", json.GetProperty("left_out").GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Contains("fathom export movie", json.GetProperty("left_out").GetProperty("how").GetString(), StringComparison.Ordinal);
        Assert.Equal("my%20page_files/still-00000.png", json.GetProperty("stills")[0].GetProperty("file").GetString());
        Assert.Empty(json.GetProperty("overlays").EnumerateArray());
    }

    [Fact]
    public void A_video_is_never_opened_for_a_page()
    {
        // The file does not exist: whoever opened it would fail.
        PageReport report = Export(StillScenes.Scene(new StillRequest { WidthMm = 20 }) with { Overlays = Videos() }, new FrameRange(0, 3, 1), isInline: false);
        Assert.Equal(3, report.Content.Stills.Length);
        Assert.Contains("id=\"left-out\"", File.ReadAllText(_folder["my page.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_pictures_are_refused_with_a_step_that_would_do()
    {
        FathomException refused = Assert.Throws<FathomException>(() => new PageExport(StillScenes.Scene(new StillRequest()), new ExportAxis(0, "t", 2000), new FrameRange(0, 1200, 1)));
        Assert.Contains("--frames 0:1200:3", refused.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_fails_leaves_no_page()
    {
        Assert.Throws<FathomException>(() => new PageExport(StillScenes.Scene(new StillRequest { WidthMm = 20 }), s_axis, new FrameRange(0, 3, 1)).Write(
            _folder["my page.html"], false, static (_, _) => Task.FromException<RemotePicture>(new FathomException(ExitCode.CannotConnect, "a", "b", "c")), CancellationToken.None));
        Assert.False(File.Exists(_folder["my page.html"]));
    }

    public void Dispose() => _folder.Dispose();

    private static OverlayPlacement Videos() => new(SceneFactsReader.Read(StillScenes.Dims, StillScenes.Layers()), [StillsPageTests.Video("/nowhere/mouse.mp4")]);

    private PageReport Export(StillScene scene, FrameRange frames, bool isInline) => new PageExport(scene, s_axis, frames).Write(
        _folder["my page.html"], isInline, (step, _) => Task.FromResult(StillScenes.Picture(scene.Plan with { Step = step })), CancellationToken.None);
}
