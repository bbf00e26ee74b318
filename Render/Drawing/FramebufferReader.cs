using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Reads framebuffers back.</summary>
internal static unsafe class FramebufferReader
{
    private const int BytesPerPixel = 4;

    /// <summary>The pixels with the top row first; alpha is 255, whatever the framebuffer keeps.</summary>
    internal static CapturedImage Read(GL gl, uint framebuffer, int width, int height)
    {
        int stride = checked(width * BytesPerPixel);
        var pixels = new byte[checked(stride * height)];
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        fixed (byte* target = pixels)
        {
            gl.ReadPixels(0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, target);
        }

        var row = new byte[stride];
        for (int y = 0; y < height / 2; y++)
        {
            Span<byte> upper = pixels.AsSpan(y * stride, stride);
            Span<byte> lower = pixels.AsSpan((height - 1 - y) * stride, stride);
            upper.CopyTo(row);
            lower.CopyTo(upper);
            row.CopyTo(lower);
        }

        for (int i = 3; i < pixels.Length; i += BytesPerPixel)
        {
            pixels[i] = 255;
        }

        return new CapturedImage(width, height, pixels);
    }
}
