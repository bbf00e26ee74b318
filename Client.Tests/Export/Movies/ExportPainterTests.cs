using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Painting;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>A picture, what lies over it and what is written on it, read back from GL.</summary>
public sealed class ExportPainterTests : IDisposable
{
    private const int Width = 128, Height = 96;

    private static readonly SceneFacts s_scene = new(2, "micrometer", new WorldRect(0, 0, Width, Height), [.. Enumerable.Range(0, 20).Select(static step => step * 30.0)]);

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void Without_overlays_it_is_the_servers_picture_byte_for_byte()
    {
        using ExportPainter painter = Open(new PaintPlan(Width, Height));
        using RemotePicture picture = Picture(0, static (x, y) => (byte)((x * 7) + (y * 13)));
        byte[] rgba = new byte[Width * Height * 4];

        painter.Paint(picture, [0], rgba);

        for (int i = 0; i < Width * Height; i++)
        {
            Assert.True(rgba.AsSpan(i * 4, 3).SequenceEqual(picture.Rgb.Slice(i * 3, 3)) && rgba[(i * 4) + 3] == 255, $"pixel {i}");
        }
    }

    [SkippableFact]
    public void An_overlay_shows_the_frame_of_the_step_and_nothing_outside_its_time()
    {
        using ExportPainter painter = Open(Plan(alpha: 1));
        foreach (int step in (int[])[2, 3, 9, 4, 12, 13, 0, 12])
        {
            int expected = step is >= 3 and < 13 ? step - 3 : -1;

            Assert.Equal(expected, Overlaid(Paint(painter, step)));
        }
    }

    [SkippableFact]
    public void Below_shines_through_where_the_picture_is_dark()
    {
        using ExportPainter painter = Open(Plan(alpha: 1, OverlayOrder.Below));
        byte[] dark = Paint(painter, 3 + 6, level: 0), bright = Paint(painter, 3 + 6, level: 255);

        Assert.Equal(6, Overlaid(dark));
        Assert.All(bright, static sample => Assert.Equal(255, sample));
    }

    [SkippableFact]
    public void What_is_written_stands_over_the_overlays()
    {
        AnnotationOptions options = new() { Title = "MMMMMMMMMMMMMMMMMMMM", Points = 20 };
        PaintPlan plan = Plan(alpha: 1) with { Annotations = new PictureAnnotations(options, new AnnotationFacts([], [])) };
        using ExportPainter painter = Open(plan), without = Open(Plan(alpha: 1));
        byte[] written = Paint(painter, 3), plain = Paint(without, 3);

        int changedInside = 0;
        for (int y = 16; y < 32; y++)
        {
            for (int x = 32; x < 96; x++)
            {
                int at = ((y * Width) + x) * 4;
                changedInside += written[at] != plain[at] ? 1 : 0;
            }
        }

        Assert.True(changedInside > 20, $"{changedInside} pixels of the overlay are written over");
    }

    [SkippableFact]
    public void Two_painters_on_two_threads_give_the_same_bytes()
    {
        byte[] here = PaintAll(), there = [];
        var other = new Thread(() => there = PaintAll());
        other.Start();
        other.Join();

        Assert.Equal(here, there);

        byte[] PaintAll()
        {
            using ExportPainter painter = Open(Plan(alpha: 0.4));
            return [.. Paint(painter, 5), .. Paint(painter, 8), .. Paint(painter, 4)];
        }
    }

    [SkippableFact]
    public void A_picture_that_shows_no_plane_takes_no_overlays()
    {
        using ExportPainter painter = Open(Plan(alpha: 1));
        using RemotePicture picture = Picture(3, static (_, _) => 0, default(ViewMatrix));

        FathomException refusal = Assert.Throws<FathomException>(() => painter.Paint(picture, [3], new byte[Width * Height * 4]));

        Assert.Equal(ExitCode.Rejected, refusal.ExitCode);
    }

    [SkippableFact]
    public void An_overlay_that_vanished_is_named()
    {
        PaintPlan plan = Plan(alpha: 1);
        File.Delete(_folder["numbers.mkv"]);

        Assert.Contains("numbers.mkv", Assert.Throws<FathomException>(() => Open(plan)).What, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static ExportPainter Open(PaintPlan plan)
    {
        HeadlessGl.Open(16, 16).Dispose();
        return ExportPainter.Open(plan);
    }

    private static byte[] Paint(ExportPainter painter, int step, byte level = 128)
    {
        using RemotePicture picture = Picture(step, (_, _) => level);
        byte[] rgba = new byte[Width * Height * 4];
        painter.Paint(picture, [step], rgba);
        return rgba;
    }

    private static RemotePicture Picture(int step, Func<int, int, byte> sample, ViewMatrix? matrix = null)
    {
        byte[] rgb = ArrayPool<byte>.Shared.Rent(Width * Height * 3);
        for (int i = 0; i < Width * Height; i++)
        {
            rgb.AsSpan(i * 3, 3).Fill(sample(i % Width, i / Width));
        }

        return new RemotePicture(rgb, Width, Height, new FrameView([step], []) { WorldToPixel = matrix ?? ViewMatrix.Identity });
    }

    /// <summary>The number in the overlay, which lies at (32, 16); −1 where the picture's gray is.</summary>
    private static int Overlaid(byte[] rgba)
    {
        int number = 0;
        for (int bit = 0; bit < 16; bit++)
        {
            int sample = rgba[((((16 + (bit / 4 * 16) + 8) * Width) + 32 + (bit % 4 * 16) + 8) * 4) + 1];
            if (sample is > 100 and < 160)
            {
                return -1;
            }

            number |= sample > 128 ? 1 << bit : 0;
        }

        return number;
    }

    private PaintPlan Plan(double alpha, OverlayOrder order = OverlayOrder.Above)
    {
        TinyVideo.Make(_folder, "numbers.mkv", 10, "-c:v ffv1");
        File.WriteAllText(_folder["numbers.json"], """{"transform": [[1, 0, 32], [0, 1, 16], [0, 0, 1]], "frame_size_px": [64, 64], "unit": "micrometer"}""");
        var spec = new VideoOverlaySpec { Id = "numbers", Path = _folder["numbers.mkv"], CalibrationPath = _folder["numbers.json"], Alpha = alpha, Order = order, Clock = new(90, 300) };
        return new PaintPlan(Width, Height) { Overlays = OverlayPlacement.Of([spec], s_scene), TimeAxis = 0 };
    }
}
