using System;
using System.Collections.Immutable;
using Fathom.Client.Export.Figures;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;
using Fathom.Render.Native.OpenGL;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>A scene of t, z, y and x with 2 µm of z and 0.5 µm of y and x, and pictures of it.</summary>
internal static class FigureScene
{
    internal static readonly AxisFacts T = new("t", 100, 2.5, 0, "s");
    internal static readonly AxisFacts Z = new("z", 32, 2, -8, "µm");
    internal static readonly AxisFacts Y = new("y", 256, 0.5, 0, "µm");
    internal static readonly AxisFacts X = new("x", 256, 0.5, 0, "µm");

    internal static AnnotationFacts Facts(params ImmutableArray<LayerModel> layers) => new([T, Z, Y, X], layers);

    internal static LayerModel Layer(string name, string colormap, double low, double high, double gamma = 1, string type = "image") => LayerModel.From(MapValue.Of(
        ("layer_id", name),
        ("layer_type", type),
        ("name", name),
        ("controls", MapValue.Of(("colormap", colormap), ("gamma", gamma), ("contrast_limits", new double[] { low, high })))))!;

    /// <summary>A slice in which one unit takes so many pixels.</summary>
    internal static FrameView Slice(double pixelsPerUnit, int t = 5, int z = 3) => new([t, z, 0, 0], [2, 3])
    {
        WorldToPixel = new ViewMatrix([pixelsPerUnit, 0, 0, 17, 0, pixelsPerUnit, 0, 4, 0, 0, 1, 0, 0, 0, 0, 1]),
    };

    internal static FrameView Volume(double depth) => new([5, 0, 0, 0], [1, 2, 3])
    {
        WorldToPixel = new ViewMatrix([0, 0, 3, 100, 0, 3, 0, 50, 1, 0, 0, 0, depth, 0, 0, 1]),
    };

    internal static CapturedImage Draw(AnnotationOptions options, AnnotationFacts facts, FrameView view, int width, int height, byte gray = 0)
    {
        using HeadlessSurface window = HeadlessGl.Open(width, height);
        using ShapeCanvas canvas = Open(window);
        window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        window.Gl.ClearColor(gray / 255f, gray / 255f, gray / 255f, 1);
        window.Gl.Clear(ClearBufferMask.ColorBufferBit);
        canvas.Begin();
        new PictureAnnotations(options, facts).Draw(canvas, view, width, height);
        canvas.End();
        return FramebufferReader.Read(window.Gl, window.Framebuffer, width, height);
    }

    /// <summary>On this thread and gone again: a context belongs to a thread, and a test may go on on another one.</summary>
    internal static void SkipWithoutDrawing()
    {
        using HeadlessSurface window = HeadlessGl.Open(16, 16);
        using ShapeCanvas canvas = Open(window);
    }

    internal static ShapeColor At(CapturedImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.Row(y).Slice(4 * x, 3);
        return new ShapeColor(pixel[0], pixel[1], pixel[2]);
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
}
