using System;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>Composers, pictures and pixels for the tests of quads.</summary>
internal static class QuadScenes
{
    internal static OffscreenComposer Open(int width, int height)
    {
        try
        {
            return OffscreenComposer.Open(width, height);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }

    /// <summary>A picture of one colour, three bytes a pixel.</summary>
    internal static byte[] Plain(int width, int height, (byte R, byte G, byte B) color)
    {
        var pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = color;
        }

        return pixels;
    }

    /// <summary>A frame of one colour, four bytes a pixel.</summary>
    internal static byte[] Frame(int width, int height, (byte R, byte G, byte B) color)
    {
        var pixels = new byte[width * height * 4];
        for (int i = 0; i < pixels.Length; i += 4)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (color.R, color.G, color.B, 255);
        }

        return pixels;
    }

    internal static byte[] Noise(int length, int seed)
    {
        var pixels = new byte[length];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    /// <summary>The same with every alpha at 255.</summary>
    internal static byte[] NoiseFrame(int width, int height, int seed)
    {
        byte[] pixels = Noise(width * height * 4, seed);
        for (int i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 255;
        }

        return pixels;
    }

    internal static CapturedImage Read(OffscreenComposer composer)
    {
        var pixels = new byte[composer.Width * composer.Height * 4];
        composer.Read(pixels);
        return new CapturedImage(composer.Width, composer.Height, pixels);
    }

    internal static (int R, int G, int B) At(CapturedImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.Row(y).Slice(x * 4, 4);
        return (pixel[0], pixel[1], pixel[2]);
    }
}
