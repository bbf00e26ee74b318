using System;
using Fathom.Decode;

namespace Fathom.Client.Tests.Render;

/// <summary>Pictures whose samples are red, green and blue already, as exact stills are.</summary>
internal static class RgbPictures
{
    internal static (int R, int G, int B) At(int x, int y) => (x * 7 % 256, y * 11 % 256, (x + (y * 3)) * 5 % 256);

    internal static FrameLease Open(LeaseLedger ledger, NativeBufferPool pool, PixelLayout layout, int width, int height)
    {
        int perPixel = layout == PixelLayout.Gbrp ? 1 : layout == PixelLayout.Rgb24 ? 3 : 4;
        int stride = (width * perPixel) + 5;
        int planes = layout.PlaneCount();
        NativeBuffer buffer = pool.Rent(stride * height * planes);
        buffer.Length = stride * height * planes;
        var views = new PlaneView[planes];
        for (int i = 0; i < planes; i++)
        {
            views[i] = new PlaneView(buffer.Address + (i * stride * height), stride, width * perPixel, height);
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int r, int g, int b) = At(x, y);
                if (planes == 3)
                {
                    views[0].Row(y)[x] = (byte)g;
                    views[1].Row(y)[x] = (byte)b;
                    views[2].Row(y)[x] = (byte)r;
                }
                else
                {
                    Span<byte> pixel = views[0].Row(y).Slice(x * perPixel, perPixel);
                    pixel.Fill(255);
                    (pixel[0], pixel[1], pixel[2]) = ((byte)r, (byte)g, (byte)b);
                }
            }
        }

        var info = new FrameInfo { Width = width, Height = height, Layout = layout, Path = "rgb" };
        return ledger.TryOpen(info, views, buffer, out FrameLease lease) ? lease : throw new InvalidOperationException("The ledger of the test is full.");
    }
}
