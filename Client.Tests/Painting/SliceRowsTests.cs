using System;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

public sealed class SliceRowsTests
{
    private static readonly LayerStyle s_gray = new(true, 1, "opaque", "nearest", 1, 0, 255, "gray");

    [Fact]
    public void One_voxel_a_pixel_follows_the_table_formula()
    {
        byte[] samples = new byte[64 * 32];
        new Random(5).NextBytes(samples);
        var target = new YuvBuffer(64, 32);
        Draw(samples, SampleType.UInt8, 64, 32, new SampleWindow(-0.5, -0.5, 64, 32), s_gray, target);

        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 64; x++)
            {
                Assert.Equal(LumaOfGray(samples[(y * 64) + x]), target.LumaRow(y)[x], 1.0);
            }
        }
    }

    [Fact]
    public void Rows_lie_bottom_up_in_memory()
    {
        byte[] samples = new byte[32 * 32];
        samples.AsSpan(0, 32 * 16).Fill(255);
        var target = new YuvBuffer(32, 32);
        Draw(samples, SampleType.UInt8, 32, 32, new SampleWindow(-0.5, -0.5, 32, 32), s_gray, target);

        Assert.Equal(YuvBuffer.BlackLuma, target.Luma[0]);
        Assert.Equal(235, target.Luma[^1]);
    }

    [Fact]
    public void Linear_interpolation_agrees_with_a_plain_reference()
    {
        ushort[] samples = new ushort[48 * 40];
        var random = new Random(6);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (ushort)random.Next(4000);
        }

        LayerStyle style = s_gray with { Interpolation = "linear", ContrastLow = 300, ContrastHigh = 3000, Gamma = 0.7 };
        var target = new YuvBuffer(130, 98);
        var window = new SampleWindow(3.2, -4.1, 40, 60);
        Draw(MemoryMarshal.AsBytes(samples.AsSpan()), SampleType.UInt16, 48, 40, window, style, target);

        for (int y = 0; y < target.Height; y++)
        {
            for (int x = 0; x < target.Width; x++)
            {
                Assert.Equal(Reference(samples, 48, 40, window, style, target, x, y), target.LumaRow(y)[x], 2.0);
            }
        }
    }

    [Fact]
    public void Outside_the_data_the_picture_is_black_and_grey_chroma()
    {
        byte[] samples = new byte[16 * 16];
        samples.AsSpan().Fill(255);
        var target = new YuvBuffer(64, 32);
        Draw(
            samples, SampleType.UInt8, 16, 16, new SampleWindow(-16.5, -0.5, 48, 16), s_gray with { Colormap = "red" }, target);

        Assert.Equal(YuvBuffer.BlackLuma, target.LumaRow(16)[2]);
        Assert.Equal(YuvBuffer.NeutralChroma, target.VRow(8)[1]);
        Assert.InRange(target.VRow(8)[16], (byte)230, (byte)240);
        Assert.Equal(YuvBuffer.BlackLuma, target.LumaRow(16)[60]);
    }

    [Fact]
    public void Equal_contrast_limits_split_the_picture_instead_of_breaking_it()
    {
        byte[] samples = new byte[16 * 16];
        samples.AsSpan(128).Fill(200);
        var target = new YuvBuffer(16, 16);
        LayerStyle style = s_gray with { ContrastLow = 100, ContrastHigh = 100 };
        Draw(samples, SampleType.UInt8, 16, 16, new SampleWindow(-0.5, -0.5, 16, 16), style, target);

        Assert.Equal(16, target.LumaRow(0)[0]);
        Assert.Equal(235, target.LumaRow(15)[0]);
    }

    [Fact]
    public void An_invisible_layer_is_black()
    {
        byte[] samples = new byte[16 * 16];
        samples.AsSpan().Fill(255);
        var target = new YuvBuffer(16, 16);
        Draw(samples, SampleType.UInt8, 16, 16, new SampleWindow(-0.5, -0.5, 16, 16), s_gray with { Visible = false }, target);

        Assert.Equal(16, target.LumaRow(8)[8]);
    }

    [Fact]
    public void Burnt_marks_are_read_back()
    {
        var target = new YuvBuffer(320, 240);
        BurnMark mark = BurnMark.Of(0x1_8765_4321, 77, [119, 95], 1_763_754_291.123456);
        BurnMarks.Write(target, mark);
        byte[] upright = new byte[320 * 240];
        for (int y = 0; y < 240; y++)
        {
            target.LumaRow(y).CopyTo(upright.AsSpan(y * 320));
        }

        Assert.Equal(mark, BurnMarks.Read(upright, 320));
        Assert.Equal((0x87654321u, 1_763_754_291.123456), (mark.Revision, mark.UnixSeconds));
        int inBlock = ((BurnMarks.Origin + (7 * BurnMarks.Block) + 2) * 320) + BurnMarks.Origin + (3 * BurnMarks.Block) + 2;
        for (int y = 0; y < 4; y++)
        {
            Span<byte> bit = upright.AsSpan(inBlock + (y * 320), 4);
            bit.Fill((byte)(255 - bit[0]));
        }

        Assert.Null(BurnMarks.Read(upright, 320));
        target.Clear();
        Assert.Null(BurnMarks.Read(target.Luma, 320));

        var small = new YuvBuffer(64, 48);
        BurnMarks.Write(small, mark);
        Assert.Null(BurnMarks.Read(small.Luma, 64));
    }

    private static void Draw(ReadOnlySpan<byte> samples, SampleType type, int width, int height, SampleWindow window, LayerStyle style, YuvBuffer target)
    {
        var rows = new SliceRows();
        var geometry = LayerGeometry.Of(new VolumeInfo("plane", [new("y", AxisKind.Space, height, 1, ""), new("x", AxisKind.Space, width, 1, "")], type, 0, 1, "gray"));
        var transform = PlaneTransform.Of(new TransformKey(geometry, 0, 0, 1, height, width, window, target.Width, target.Height, style.IsNearest));
        rows.Prepare(new PlaneSlice { Type = type, Columns = width, Rows = height, Samples = samples.ToArray() }, transform, style);
        using var workers = new RenderWorkers();
        var writer = new PictureWriter(workers);
        if (style.Visible)
        {
            writer.Add(new CompositeLayer(rows, Blending.Opaque, style.Opacity));
        }

        writer.Write(target);
    }

    private static double LumaOfGray(int gray) => 16 + (gray * 219 / 255.0);

    private static double Reference(
        ushort[] samples, int width, int height, SampleWindow window, LayerStyle style, YuvBuffer target, int x, int y)
    {
        double sx = window.Left + ((x + 0.5) * window.Width / target.Width), sy = window.Top + ((y + 0.5) * window.Height / target.Height);
        if (sx < -0.5 || sx >= width - 0.5 || sy < -0.5 || sy >= height - 0.5)
        {
            return YuvBuffer.BlackLuma;
        }

        sx = Math.Clamp(sx, 0, width - 1);
        sy = Math.Clamp(sy, 0, height - 1);
        int x0 = (int)sx, y0 = (int)sy, x1 = Math.Min(x0 + 1, width - 1), y1 = Math.Min(y0 + 1, height - 1);
        double top = samples[(y0 * width) + x0] + ((samples[(y0 * width) + x1] - samples[(y0 * width) + x0]) * (sx - x0));
        double bottom = samples[(y1 * width) + x0] + ((samples[(y1 * width) + x1] - samples[(y1 * width) + x0]) * (sx - x0));
        double value = Math.Clamp((top + ((bottom - top) * (sy - y0)) - style.ContrastLow) / (style.ContrastHigh - style.ContrastLow), 0, 1);
        return LumaOfGray((int)(Math.Pow(value, style.Gamma) * 255));
    }
}
