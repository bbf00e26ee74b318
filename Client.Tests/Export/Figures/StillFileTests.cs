using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>A figure's file: its pixels, its size in print, and what it says of itself.</summary>
public sealed class StillFileTests
{
    private static readonly PngDetails s_print = new() { DotsPerInch = 300, Opaque = true, Published = true };

    [Fact]
    public void A_plain_still_has_the_servers_pixels_byte_for_byte()
    {
        StillScene scene = StillScenes.Scene(new StillRequest { WidthMm = 20 });
        using RemotePicture picture = StillScenes.Picture(scene.Plan);
        CapturedImage back = PngReader.Read(File(scene, picture));
        Assert.Equal(picture.Rgb.ToArray(), Enumerable.Range(0, back.Rgba.Length).Where(static at => at % 4 != 3).Select(at => back.Rgba[at]));
    }

    [Fact]
    public void The_file_says_how_large_it_is_printed()
    {
        StillScene scene = StillScenes.Scene(new StillRequest { WidthMm = 85, HeightMm = 40 });
        using RemotePicture picture = StillScenes.Picture(scene.Plan);
        ReadOnlySpan<byte> density = Chunk(File(scene, picture), "pHYs");
        Assert.Equal((11811, 11811, 1), (BinaryPrimitives.ReadInt32BigEndian(density), BinaryPrimitives.ReadInt32BigEndian(density[4..]), density[8]));
        Assert.Equal([0], Chunk(File(scene, picture), "sRGB").ToArray());
        Assert.True(Chunk(File(scene, picture), "tEXt").IsEmpty);
    }

    [Fact]
    public void The_file_says_what_it_shows_and_no_secret()
    {
        StillScene scene = StillScenes.Scene(new StillRequest { WidthMm = 85, Annotations = new AnnotationOptions { Title = "Größe №5", ScaleBar = true } });
        using RemotePicture picture = StillScenes.Picture(scene.Plan);
        var texts = new Dictionary<string, string>();
        PngReader.Read(Bytes(scene, picture, new CapturedImage(1, 1, new byte[4])), texts);
        Assert.Equal("Größe №5", texts["Title"]);
        Assert.Equal("/data/embryo.zarr: t = 10.0 s, z = −2 µm", texts["Description"]);
        Assert.Equal("ws://host:8081/", texts["fathom.server"]);
        Assert.Equal("300", texts["fathom.dpi"]);
        JsonElement dims = JsonDocument.Parse(texts["fathom.dims"]).RootElement;
        Assert.Equal(("z", 3, -2.0, "µm"), (dims[1].GetProperty("axis").GetString(), dims[1].GetProperty("index").GetInt32(), dims[1].GetProperty("value").GetDouble(), dims[1].GetProperty("unit").GetString()));
        JsonElement layer = JsonDocument.Parse(texts["fathom.layers"]).RootElement[0];
        Assert.Equal(("magma", 900), (layer.GetProperty("colormap").GetString(), layer.GetProperty("contrast_limits")[1].GetInt32()));
        Assert.Contains("\"scale_bar\":true", texts["fathom.annotations"], StringComparison.Ordinal);
        Assert.DoesNotContain(texts, static text => text.Key.Contains("Time", StringComparison.Ordinal) || text.Value.Contains(Environment.MachineName, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Equal_recipes_give_equal_files()
    {
        FigureScene.SkipWithoutDrawing();
        var request = new StillRequest { WidthMm = 60, Annotations = new AnnotationOptions { ScaleBar = true, TimeStamp = true, ColorBar = true, Title = "A" } };
        byte[] Make()
        {
            StillScene scene = StillScenes.Scene(request);
            using RemotePicture picture = StillScenes.Picture(scene.Plan);
            return File(scene, picture);
        }

        Assert.Equal(Make(), Make());
    }

    [Fact]
    public void A_video_is_refused_over_a_projection()
    {
        var overlay = new Fathom.Client.Overlays.Specs.VideoOverlaySpec { Id = "cam", Path = "mouse.mp4" };
        FathomException refused = Assert.Throws<FathomException>(() => StillScene.Of(
            new StillRequest(), StillScenes.Recipe(3), StillScenes.Volume, StillScenes.Layers(), Fathom.Client.Overlays.Specs.SceneFactsReader.Read(StillScenes.Volume, StillScenes.Layers()), [overlay], "s"));
        Assert.Contains("3 axes are shown", refused.Why, StringComparison.Ordinal);
        Assert.Contains("2-D", refused.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_leaves_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("fathom-figure").FullName;
        try
        {
            string taken = Path.Combine(folder, "taken");
            Directory.CreateDirectory(Path.Combine(taken, "x.png"));
            Assert.Throws<FathomException>(() => FigureFiles.Check(Path.Combine(taken, "x.png"), ".png", "Do."));
            Assert.Throws<FathomException>(() => FigureFiles.Check("figure.jpg", ".png", "Do."));
            FathomException failed = Assert.Throws<FathomException>(() => FigureFiles.Write(Path.Combine(folder, "a.png"), static _ => throw new IOException("disk full")));
            Assert.Equal("disk full", failed.Why);
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] File(StillScene scene, RemotePicture picture)
    {
        using FigurePainter painter = scene.Painter();
        return Bytes(scene, picture, painter.Paint(picture, scene.Plan.Step));
    }

    private static byte[] Bytes(StillScene scene, RemotePicture picture, CapturedImage image)
    {
        using var file = new MemoryStream();
        FrameView view = picture.View;
        PngWriter.Write(file, image, FigureTexts.Of(scene.FactsOf(view), scene.Plan.Annotations.Title, FigureFacts.Place(view, scene.Facts)), s_print);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Chunk(byte[] file, string type)
    {
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (Encoding.ASCII.GetString(file, at + 4, 4) == type)
            {
                return file.AsSpan(at + 8, length);
            }

            at += length + 12;
        }

        return default;
    }
}
