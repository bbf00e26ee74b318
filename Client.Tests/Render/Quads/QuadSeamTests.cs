using System;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>A quad is drawn in pieces, what lies inside and its four sides, each cut to what is seen: together they touch every pixel once.</summary>
public sealed class QuadSeamTests
{
    private const int Width = 160;
    private const int Height = 120;

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_pixel_is_drawn_twice_or_left_out(int seed)
    {
        var random = new Random(seed);
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(QuadScenes.Frame(50, 40, (255, 255, 255)), 50, 40);
        byte[] black = QuadScenes.Plain(Width, Height, (0, 0, 0));
        for (int i = 0; i < 50; i++)
        {
            // From a few pixels to many windows, anywhere, at times thinner than a pixel.
            Affine2 map = Affine2.Translate(random.Next(-20, 180), random.Next(-20, 140)) * Affine2.Rotate(random.NextDouble() * 6.3)
                * Affine2.Scale(Math.Pow(10, (random.NextDouble() * 3.5) - 1.5), Math.Pow(10, (random.NextDouble() * 3.5) - 1.5))
                * new Affine2(1, random.NextDouble() - 0.5, 0, 0, i % 2 == 0 ? 1 : -1, 0) * Affine2.Translate(-25, -20);
            composer.Begin(black, Width, Height);
            composer.Quads.Draw(texture, map, new QuadStyle(0.4));

            AssertCovered(QuadScenes.Read(composer), map);
        }
    }

    private static void AssertCovered(CapturedImage image, in Affine2 map)
    {
        Affine2 back = map.Inverse();
        double perPixelX = double.Hypot(back.Xx, back.Xy), perPixelY = double.Hypot(back.Yx, back.Yy);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double u, double v) = back.Apply(x + 0.5, y + 0.5);
                double expected = 0.4 * 255 * Cover(u, 50, perPixelX) * Cover(v, 40, perPixelY);
                int actual = image.Row(y)[x * 4];
                if (Math.Abs(actual - expected) >= 2.5)
                {
                    Assert.Fail($"{x},{y}: {actual} instead of {expected}, {map}");
                }
            }
        }
    }

    /// <summary>How much of a pixel lies between two edges.</summary>
    private static double Cover(double at, double end, double perPixel)
        => Math.Max(0, Math.Clamp((at / perPixel) + 0.5, 0, 1) + Math.Clamp(((end - at) / perPixel) + 0.5, 0, 1) - 1);
}
