using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Bench.Painting;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Client.Tests.Painting;

/// <summary>Small scenes, and both renderers' pictures of them as RGB with row 0 on top.</summary>
internal static class PaintScene
{
    public static ImmutableArray<VolumeAxis> Axes(int planes, int rows, int columns, double depthScale = 1) =>
    [
        new("z", AxisKind.Space, planes, depthScale, "micrometer"),
        new("y", AxisKind.Space, rows, 1, "micrometer"),
        new("x", AxisKind.Space, columns, 1, "micrometer"),
    ];

    /// <summary>A smooth field of values from 0 to 200: waves within an ellipsoid, nothing around it.</summary>
    public static double Smooth(int[] index, int planes, int rows, int columns)
    {
        double z = ((index[^3] + 0.5) / planes) - 0.5, y = ((index[^2] + 0.5) / rows) - 0.5, x = ((index[^1] + 0.5) / columns) - 0.5;
        double inside = Math.Clamp(1.2 - (2.6 * Math.Sqrt((x * x) + (y * y) + (z * z))), 0, 1);
        return 200 * inside * (0.6 + (0.4 * Math.Sin(9 * x) * Math.Cos(7 * y) * Math.Sin((8 * z) + 1)));
    }

    public static SceneLayout SmoothLayout(int planes, int rows, int columns, double depthScale = 1, SampleType type = SampleType.UInt16)
    {
        var info = new VolumeInfo("smooth", Axes(planes, rows, columns, depthScale), type, 10, 180, "gray");
        return SceneLayout.Of(new ArraySource(info, (_, index) => Math.Floor(100 * Smooth(index, planes, rows, columns)) / 100));
    }

    public static byte[] Plain(SceneLayout layout, SceneState state, int width, int height)
    {
        byte[] rgb = new byte[3 * width * height];
        new PlainRenderer(layout).Render(state, width, height, rgb);
        return rgb;
    }

    public static byte[] Exact(SceneLayout layout, SceneState state, int width, int height, RenderLimits? limits = null)
    {
        using var renderer = new SceneRenderer(layout, burnMarks: false, limits);
        byte[] bottomUp = new byte[3 * width * height];
        if (!renderer.RenderExact(state, width, height, bottomUp, CancellationToken.None))
        {
            throw new InvalidOperationException("Superseded by nothing.");
        }

        byte[] rgb = new byte[bottomUp.Length];
        for (int y = 0; y < height; y++)
        {
            bottomUp.AsSpan(3 * width * y, 3 * width).CopyTo(rgb.AsSpan(3 * width * (height - 1 - y)));
        }

        return rgb;
    }

    /// <summary>The live picture's luma, upright.</summary>
    public static byte[] LiveLuma(SceneLayout layout, SceneState state, int width, int height)
    {
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        var picture = new RenderedPicture(width, height);
        renderer.Render(state, picture, RenderEffort.Refined, CancellationToken.None);
        byte[] luma = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            picture.Buffer.LumaRow(y).CopyTo(luma.AsSpan(y * width));
        }

        return luma;
    }

    public static double LumaOf(ReadOnlySpan<byte> rgb) => 16 + (((0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2])) * 219 / 255);

    /// <summary>Mean and largest difference of two pictures' bytes.</summary>
    public static (double Mean, int Largest) Difference(byte[] first, byte[] second)
    {
        long sum = 0;
        int largest = 0;
        for (int i = 0; i < first.Length; i++)
        {
            int difference = Math.Abs(first[i] - second[i]);
            sum += difference;
            largest = Math.Max(largest, difference);
        }

        return (sum / (double)first.Length, largest);
    }
}
