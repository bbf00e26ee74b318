using System;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>Pixels that need no interpolation are those of the texture, wherever it is put.</summary>
public sealed class QuadExactTests
{
    private const int Width = 61;
    private const int Height = 47;

    public static TheoryData<string, double, double, double, double, double, double> Steps => new()
    {
        { "as it is", 1, 0, 0, 0, 1, 0 },
        { "moved", 1, 0, 13, 0, 1, -9 },
        { "mirrored", -1, 0, 50, 0, 1, 3 },
        { "upside down", 1, 0, 4, 0, -1, 40 },
        { "turned by a right angle", 0, -1, 40, 1, 0, 2 },
        { "turned and mirrored", 0, 1, 5, 1, 0, 7 },
    };

    [SkippableTheory]
    [MemberData(nameof(Steps))]
    public void Whole_pixels_stay_what_they_are(string what, double xx, double xy, double x0, double yx, double yy, double y0)
    {
        const int columns = 32, rows = 24;
        var map = new Affine2(xx, xy, x0, yx, yy, y0);
        byte[] picture = QuadScenes.Noise(Width * Height * 3, 1);
        byte[] frame = QuadScenes.NoiseFrame(columns, rows, 2);
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        composer.Begin(picture, Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        Assert.True(texture.Upload(frame, columns, rows));

        Assert.True(composer.Quads.Draw(texture, map, new QuadStyle()), what);
        CapturedImage image = QuadScenes.Read(composer);

        Affine2 back = map.Inverse();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double u, double v) = back.Apply(x + 0.5, y + 0.5);
                bool isInside = u > 0 && u < columns && v > 0 && v < rows;
                int at = isInside ? (((int)v * columns) + (int)u) * 4 : ((y * Width) + x) * 3;
                byte[] source = isInside ? frame : picture;
                Assert.Equal((source[at], source[at + 1], source[at + 2]), QuadScenes.At(image, x, y));
            }
        }
    }

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(641, 479)]
    [InlineData(1280, 720)]
    public void A_picture_comes_out_as_it_went_in(int width, int height)
    {
        byte[] picture = QuadScenes.Noise(width * height * 3, width);
        using OffscreenComposer composer = QuadScenes.Open(64, 64);

        composer.Begin(picture, width, height);
        CapturedImage image = QuadScenes.Read(composer);

        var expected = new byte[width * height * 4];
        for (int i = 0; i < width * height; i++)
        {
            picture.AsSpan(i * 3, 3).CopyTo(expected.AsSpan(i * 4));
            expected[(i * 4) + 3] = 255;
        }

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.True(expected.AsSpan().SequenceEqual(image.Rgba));
    }
}
