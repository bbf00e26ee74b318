using System;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Shapes and text as pixels.</summary>
public sealed class ShapeCanvasTests
{
    private const int Width = 160;
    private const int Height = 80;

    private static readonly ShapeColor s_white = ShapeColor.Rgb(0xFFFFFF);

    [SkippableFact]
    public void A_rectangle_covers_its_pixels_and_no_others()
    {
        CapturedImage image = Draw(static canvas => canvas.Fill(new ShapeRect(10, 20, 30, 5), ShapeColor.Rgb(0x204080)));
        Assert.Equal(0x204080, At(image, 10, 20));
        Assert.Equal(0x204080, At(image, 39, 24));
        Assert.Equal(0, At(image, 9, 20));
        Assert.Equal(0, At(image, 40, 24));
        Assert.Equal(0, At(image, 10, 19));
        Assert.Equal(0, At(image, 10, 25));
    }

    [SkippableFact]
    public void A_clip_cuts_shapes_and_text_to_the_pixel()
    {
        CapturedImage image = Draw(static canvas =>
        {
            canvas.PushClip(new ShapeRect(20, 0, 20, Height));
            canvas.PushClip(new ShapeRect(0, 10, 30, 20));
            canvas.FillRound(new ShapeRect(0, 0, Width, Height), 12, s_white);
            canvas.PopClip();
            canvas.PopClip();
        });
        Assert.Equal(10 * 20, Lit(image));
        Assert.Equal(0xFFFFFF, At(image, 20, 10));
        Assert.Equal(0, At(image, 30, 10));
    }

    [SkippableFact]
    public void Round_corners_leave_the_corner_dark_and_the_middle_full()
    {
        CapturedImage image = Draw(static canvas => canvas.FillRound(new ShapeRect(10, 10, 40, 40), 10, s_white));
        Assert.Equal(0, At(image, 10, 10));
        Assert.Equal(0xFFFFFF, At(image, 30, 10));
        Assert.Equal(0xFFFFFF, At(image, 14, 14));
        Assert.InRange(Lit(image), (40 * 40) - 100, 40 * 40);
    }

    [SkippableTheory]
    [InlineData(12)]
    [InlineData(18)]
    [InlineData(24)]
    public void Text_is_crisp_at_every_scale(int size)
    {
        CapturedImage image = Draw(canvas => canvas.Text("HLE", 10, 40, new TextStyle(size), s_white));

        // The stems of these letters stand on whole pixels: most of what is lit is fully lit.
        int full = 0;
        int lit = 0;
        for (int i = 0; i < image.Rgba.Length; i += 4)
        {
            full += image.Rgba[i] > 200 ? 1 : 0;
            lit += image.Rgba[i] > 8 ? 1 : 0;
        }

        Assert.True(lit > size * 4, $"{lit} pixels are lit");
        Assert.True(full > lit * 0.3, $"{full} of {lit} pixels are full");
    }

    [SkippableFact]
    public void Measuring_agrees_with_drawing()
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using ShapeCanvas canvas = Open(window);
        var style = new TextStyle(16);
        Assert.Equal(canvas.Measure("depth", style) + canvas.Measure(" 12", style), canvas.Measure("depth 12", style));
        Assert.True(canvas.Measure("WW", new TextStyle(32)) > 1.9f * canvas.Measure("WW", style));
        Assert.InRange(canvas.MetricsOf(style).CapHeight, 10, 13);
    }

    [SkippableFact]
    public void A_line_has_soft_edges_and_a_full_core()
    {
        CapturedImage image = Draw(static canvas => canvas.Line(10, 10, 60, 60, 4, s_white));
        Assert.Equal(0xFFFFFF, At(image, 35, 35));
        Assert.Equal(0, At(image, 35, 45));
    }

    [SkippableFact]
    public void A_clip_cuts_lines_in_any_direction()
    {
        CapturedImage image = Draw(static canvas =>
        {
            canvas.PushClip(new ShapeRect(40, 20, 60, 40));
            canvas.Line(10, -10, 150, 90, 2, s_white);
            canvas.Line(70, -20, 70, 100, 2, s_white);
            canvas.Line(0, 40, 160, 40, 2, s_white);
            canvas.Line(0, 10, 160, 10, 2, s_white);
            canvas.Line(20, 0, 20, 80, 2, s_white);
            canvas.PopClip();
        });

        Assert.Equal(0xFFFFFF, At(image, 70, 25));
        Assert.Equal(0xFFFFFF, At(image, 95, 40));
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                // The end of a slanting line is cut across it: by half its width it may reach over.
                Assert.True(x is >= 37 and < 103 && y is >= 17 and < 63 || At(image, x, y) == 0, $"{x}, {y}");
            }
        }
    }

    [SkippableFact]
    public void A_frame_that_was_seen_before_allocates_nothing()
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using ShapeCanvas canvas = Open(window);
        DrawMuch(canvas);
        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                DrawMuch(canvas);
            }
        }));
        window.Gl.Finish();
    }

    [SkippableFact]
    public void A_surface_covers_what_was_drawn_before_it_also_without_a_layer_of_its_own()
    {
        CapturedImage covered = Draw(canvas =>
        {
            canvas.FillRound(new ShapeRect(10, 10, 60, 40), 12, s_white);
            canvas.Text("MMMM", 4, 40, new TextStyle(30, true), s_white);
            canvas.Fill(new ShapeRect(0, 0, Width, Height), ShapeColor.Rgb(0x003040));
        });
        Assert.Equal(0, Lit(covered));
    }

    [SkippableFact]
    public void A_surface_covers_text_of_the_layers_below_and_carries_that_of_its_own()
    {
        var word = new TextStyle(30, true);
        CapturedImage covered = Draw(canvas =>
        {
            canvas.Text("MMMM", 4, 40, word, s_white);
            canvas.Raise();
            canvas.Fill(new ShapeRect(0, 0, Width, Height), ShapeColor.Rgb(0x003040));
        });
        CapturedImage carried = Draw(canvas =>
        {
            canvas.Raise();
            canvas.Fill(new ShapeRect(0, 0, Width, Height), ShapeColor.Rgb(0x003040));
            canvas.Text("MMMM", 4, 40, word, s_white);
        });

        Assert.Equal(0, Lit(covered));
        Assert.True(Lit(carried) > 100);
    }

    private static void DrawMuch(ShapeCanvas canvas)
    {
        canvas.Begin();
        for (int i = 0; i < 50; i++)
        {
            canvas.PushClip(new ShapeRect(0, 0, 100, 70));
            canvas.FillRound(new ShapeRect(i, i, 30, 20), 5, s_white);
            canvas.StrokeRound(new ShapeRect(i, i, 30, 20), 5, 2, s_white);
            canvas.Text("Größe 12 µm ▶", 5, 40, new TextStyle(12), s_white);
            canvas.Line(0, 0, i, 30, 2, s_white);
            canvas.PopClip();
        }

        canvas.End();
    }

    private static CapturedImage Draw(Action<ShapeCanvas> shapes)
    {
        using HeadlessSurface window = HeadlessGl.Open(Width, Height);
        using ShapeCanvas canvas = Open(window);
        window.Gl.BindFramebuffer(Fathom.Render.Native.OpenGL.FramebufferTarget.Framebuffer, window.Framebuffer);
        window.Gl.ClearColor(0, 0, 0, 1);
        window.Gl.Clear(Fathom.Render.Native.OpenGL.ClearBufferMask.ColorBufferBit);
        canvas.Begin();
        shapes(canvas);
        canvas.End();
        return FramebufferReader.Read(window.Gl, window.Framebuffer, Width, Height);
    }

    private static ShapeCanvas Open(HeadlessSurface window)
    {
        try
        {
            return new ShapeCanvas(window);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    private static int At(CapturedImage image, int x, int y)
    {
        int at = ((y * image.Width) + x) * 4;
        return (image.Rgba[at] << 16) | (image.Rgba[at + 1] << 8) | image.Rgba[at + 2];
    }

    private static int Lit(CapturedImage image)
    {
        int lit = 0;
        for (int i = 0; i < image.Rgba.Length; i += 4)
        {
            lit += image.Rgba[i] > 0 ? 1 : 0;
        }

        return lit;
    }
}
