using System;
using System.Collections.Immutable;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Figures.Pages;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures.Pages;

/// <summary>What stands on a page of stills.</summary>
public sealed partial class StillsPageTests
{
    [Fact]
    public void The_page_reads_like_this()
    {
        string text = TextOf(StillsPage.Write(Content("mouse.mp4", "cells")));
        Assert.Equal(
            """
            Day 3
            Fathom · 2 pictures along t (0:4:2) · ws://host:8081/
            Day 3
            Left out.
            what The video mouse.mp4 is not in the page. why A page of pictures holds no video, and a few of its frames would not be the recording. Tracks, points and all else are drawn. how Write a movie with 'fathom export movie', or one picture with the video's frame in it with 'fathom export still'.
            No colour bar for 'x'.
            Pictures
            Drawn anew by the server, each exactly at the index below it, without loss. 1200x720 pixels.
            0.0 s t 0
            5.0 s t 2
            Layers
            The lowest first. Colours run from the lower contrast limit to the upper one.
            layer colours from to gamma opacity blending
            cells magma 100 900 1 1 opaque
            Overlays
            The lowest first. Calibrations say where pixels of a video lie in the world.
            overlay file in the pictures calibration a pixel is missed by (RMS) clock
            cam mouse.mp4 no: it is a video none: stretched over the scene 0.140625 µm – 2.5 s + 1 · t
            x = 0.15625·px + 0·py − 0.25; y = 0·px + 0.125·py − 0.25
            """.ReplaceLineEndings("\n"),
            text[..text.IndexOf("\nWhere it is from", StringComparison.Ordinal)]);
        Assert.Contains("\nserver ws://host:8081/\ndataset {\"path\":\"/data/embryo.zarr\"}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_comes_from_elsewhere_and_nothing_runs()
    {
        string page = StillsPage.Write(Content("mouse.mp4", "cells"));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<video", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(src|href)=\"(?!report_files/)", page);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<img src=\"report_files/still-0000[02]\\.png\" alt=\"t [02]: [05]\\.0 s\" width=\"1200\" height=\"720\""));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a' onmouseover='alert(1)")]
    [InlineData("</title></style><b>")]
    public void Hostile_names_stay_text(string name)
    {
        string page = StillsPage.Write(Content(name, name) with { Axis = name, Warnings = [name] });
        Assert.DoesNotContain(name, page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(name), page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[^>]*\\son[a-z]+=", Regex.Replace(page, "\"[^\"]*\"", "\"\""));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void One_notice_tells_of_all_videos_and_none_where_there_is_none()
    {
        Assert.Null(VideoRule.Notice([]));
        Assert.StartsWith("The videos a.mp4, b.mp4 are not in the page.", VideoRule.Notice([Video("a.mp4"), Video("/somewhere/b.mp4")])!.What, StringComparison.Ordinal);
    }

    internal static PlacedVideo Video(string path) => new(
        AlignedVideo.Of(new VideoOverlaySpec { Id = "cam", Path = path, Clock = new(2.5, 1) }, new SizePx(640, 480), [0, 2.5, 5, 7.5], SceneFactsReader.Read(StillScenes.Dims, StillScenes.Layers())), 4);

    private static PageContent Content(string video, string layer)
    {
        LayersModel layers = StillScenes.Layers(name: layer);
        var scene = StillScene.Of(
            new StillRequest { Annotations = new AnnotationOptions { Title = layer == "cells" ? "Day 3" : layer } }, StillScenes.Recipe(), StillScenes.Dims, layers, SceneFactsReader.Read(StillScenes.Dims, layers), [], "ws://host:8081/");
        PageStill[] stills = [.. new[] { 0, 2 }.Select(index => new PageStill($"report_files/still-0000{index}.png", index, StepText.Of(scene.Facts.Axes[0] with { Label = layer }, index)))];
        ImmutableArray<PlacedOverlay> overlays = [Video(video)];
        using var picture = StillScenes.Picture(scene.Plan with { Size = new SizePx(4, 4) });
        return new PageContent(scene, "t", "0:4:2", [.. stills], overlays, scene.FactsOf(picture.View), VideoRule.Notice(overlays), ["No colour bar for 'x'."]);
    }

    private static string TextOf(string page)
    {
        string body = StyleElement().Replace(page, string.Empty);
        string text = WebUtility.HtmlDecode(Tag().Replace(BlockEnd().Replace(body, "\n"), " "));
        return string.Join('\n', text.Split('\n').Select(static line => Spaces().Replace(line, " ").Trim()).Where(static line => line.Length > 0));
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();

    [GeneratedRegex("</(title|div|h1|h2|p|tr|figure|section|b>\n)[^>]*>?")]
    private static partial Regex BlockEnd();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
