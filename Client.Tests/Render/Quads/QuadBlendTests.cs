using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>What a pixel becomes: alpha, both ways of meeting what is below, the order, and where nothing is drawn.</summary>
public sealed class QuadBlendTests
{
    private const int Width = 90;
    private const int Height = 60;

    [SkippableTheory]
    [InlineData(QuadBlend.Over, 0.0)]
    [InlineData(QuadBlend.Over, 0.25)]
    [InlineData(QuadBlend.Over, 0.5)]
    [InlineData(QuadBlend.Over, 1.0)]
    [InlineData(QuadBlend.Under, 0.0)]
    [InlineData(QuadBlend.Under, 0.25)]
    [InlineData(QuadBlend.Under, 0.5)]
    [InlineData(QuadBlend.Under, 1.0)]
    public void Alpha_mixes_as_the_formula_says(QuadBlend blend, double alpha)
    {
        byte[] picture = QuadScenes.Noise(Width * Height * 3, 5);
        byte[] frame = QuadScenes.NoiseFrame(Width, Height, 6);
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        composer.Begin(picture, Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(frame, Width, Height);

        bool drawn = composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle(alpha, blend));
        CapturedImage image = QuadScenes.Read(composer);

        Assert.Equal(alpha > 0, drawn);
        for (int i = 0; i < Width * Height; i++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                double below = picture[(i * 3) + channel], above = frame[(i * 4) + channel];
                double expected = blend == QuadBlend.Over ? (below * (1 - alpha)) + (above * alpha) : below + (above * alpha * (255 - below) / 255);
                Assert.InRange(image.Rgba[(i * 4) + channel], expected - 1.01, expected + 1.01);
            }

            Assert.Equal(255, image.Rgba[(i * 4) + 3]);
        }
    }

    [SkippableFact]
    public void A_frame_with_alpha_of_its_own_shows_what_is_below()
    {
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        composer.Begin(QuadScenes.Plain(Width, Height, (200, 0, 0)), Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload([0, 200, 0, 0, 0, 200, 0, 128, 0, 200, 0, 255], 3, 1);

        composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle());
        CapturedImage image = QuadScenes.Read(composer);

        Assert.Equal((200, 0, 0), QuadScenes.At(image, 0, 0));
        Assert.InRange(QuadScenes.At(image, 1, 0).G, 99, 101);
        Assert.Equal((0, 200, 0), QuadScenes.At(image, 2, 0));
    }

    [SkippableFact]
    public void The_last_of_two_covers_the_first()
    {
        byte[] Compose(bool redLast)
        {
            using OffscreenComposer composer = QuadScenes.Open(Width, Height);
            composer.Begin(QuadScenes.Plain(Width, Height, (10, 10, 10)), Width, Height);
            using QuadTexture red = composer.Quads.CreateTexture(), blue = composer.Quads.CreateTexture();
            red.Upload(QuadScenes.Frame(40, 40, (250, 0, 0)), 40, 40);
            blue.Upload(QuadScenes.Frame(40, 40, (0, 0, 250)), 40, 40);
            (QuadTexture Texture, double X)[] order = redLast ? [(blue, 20), (red, 0)] : [(red, 0), (blue, 20)];
            foreach ((QuadTexture texture, double x) in order)
            {
                composer.Quads.Draw(texture, Affine2.Translate(x, 5), new QuadStyle(0.8));
            }

            return QuadScenes.Read(composer).Rgba;
        }

        var image = new CapturedImage(Width, Height, Compose(redLast: false));
        var swapped = new CapturedImage(Width, Height, Compose(redLast: true));

        // Alone, together, alone; where both are, the upper one has four fifths and the lower one four of the rest.
        AssertNear((202, 2, 2), QuadScenes.At(image, 10, 20));
        AssertNear((2, 2, 202), QuadScenes.At(image, 50, 20));
        AssertNear((40, 0, 200), QuadScenes.At(image, 30, 20));
        AssertNear((200, 0, 40), QuadScenes.At(swapped, 30, 20));
        Assert.Equal(QuadScenes.At(image, 10, 20), QuadScenes.At(swapped, 10, 20));
        Assert.Equal((10, 10, 10), QuadScenes.At(swapped, 80, 50));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Nothing_is_drawn_outside_of_the_clip(double turn)
    {
        var clip = new PictureArea(20, 11, 33, 25);
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        composer.Begin(QuadScenes.Plain(Width, Height, (9, 8, 7)), Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(QuadScenes.Frame(300, 300, (250, 250, 250)), 300, 300);

        composer.Quads.Draw(texture, Affine2.Translate(-100, -100) * Affine2.Rotate(turn), new QuadStyle { Clip = clip });
        CapturedImage image = QuadScenes.Read(composer);

        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                bool isInside = x >= 20 && x < 53 && y >= 11 && y < 36;
                Assert.Equal(isInside ? (250, 250, 250) : (9, 8, 7), QuadScenes.At(image, x, y));
            }
        }
    }

    [SkippableFact]
    public void A_clip_beside_the_framebuffer_draws_nothing()
    {
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        Assert.False(composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle()));
        texture.Upload(QuadScenes.Frame(30, 30, (250, 250, 250)), 30, 30);

        Assert.False(composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle { Clip = new PictureArea(Width, 0, 5, 5) }));
        Assert.False(composer.Quads.Draw(texture, Affine2.Translate(200, 0), new QuadStyle()));
        Assert.False(composer.Quads.Draw(texture, Affine2.Scale(0, 1), new QuadStyle()));
        Assert.False(composer.Quads.Draw(texture, Affine2.Scale(double.NaN), new QuadStyle()));
        Assert.False(composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle(double.NaN)));
    }

    private static void AssertNear((int R, int G, int B) expected, (int R, int G, int B) actual)
    {
        Assert.InRange(actual.R, expected.R - 1, expected.R + 1);
        Assert.InRange(actual.G, expected.G - 1, expected.G + 1);
        Assert.InRange(actual.B, expected.B - 1, expected.B + 1);
    }
}
