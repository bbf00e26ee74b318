using System;
using System.Runtime.InteropServices;
using Fathom.Decode;

namespace Fathom.Client.Tests.Render;

/// <summary>A picture whose every sample is known, and its way into a lease. The corner that comes first in memory is marked red.</summary>
internal sealed class YuvSamples
{
    private const int RowPadding = 64;

    private YuvSamples(PixelLayout layout, int width, int height, ColorDescription color)
    {
        Layout = layout;
        Width = width;
        Height = height;
        Color = color;
        ChromaWidth = layout.HalvesWidth() ? (width + 1) / 2 : width;
        ChromaHeight = layout.HalvesHeight() ? (height + 1) / 2 : height;
        Y = new ushort[width * height];
        U = new ushort[ChromaWidth * ChromaHeight];
        V = new ushort[ChromaWidth * ChromaHeight];
    }

    private YuvSamples(YuvSamples other, ColorDescription color)
        : this(other.Layout, other.Width, other.Height, color)
        => (Y, U, V) = (other.Y, other.U, other.V);

    internal PixelLayout Layout { get; }

    internal int Width { get; }

    internal int Height { get; }

    internal ColorDescription Color { get; }

    internal int ChromaWidth { get; }

    internal int ChromaHeight { get; }

    internal ushort[] Y { get; }

    internal ushort[] U { get; }

    internal ushort[] V { get; }

    /// <summary>Waves of brightness and of both colour differences: every code that pictures use, and edges for the chroma filter.</summary>
    internal static YuvSamples Waves(PixelLayout layout, int width, int height, ColorDescription color)
    {
        var picture = new YuvSamples(layout, width, height, color);
        int step = 1 << (layout.BitDepth() - 8);
        for (int i = 0; i < picture.Y.Length; i++)
        {
            picture.Y[i] = (ushort)(step * (126 + (90 * Math.Sin(i % width * 0.07) * Math.Cos(i / width * 0.05))));
        }

        for (int i = 0; i < picture.U.Length; i++)
        {
            int x = i % picture.ChromaWidth;
            int y = i / picture.ChromaWidth;
            picture.U[i] = (ushort)(step * (128 + (60 * Math.Sin(x * 0.31))));
            picture.V[i] = (ushort)(step * (128 + (60 * Math.Cos((x * 0.17) + (y * 0.23)))));
        }

        picture.Mark();
        return picture;
    }

    /// <summary>A gray chess board of single pixels: whatever skips samples makes patterns of it.</summary>
    internal static YuvSamples Chess(int width, int height)
    {
        var picture = new YuvSamples(PixelLayout.Yuv420P, width, height, ColorDescription.Bt709Limited);
        for (int i = 0; i < picture.Y.Length; i++)
        {
            picture.Y[i] = (ushort)((((i % width) + (i / width)) & 1) == 0 ? 16 : 235);
        }

        Array.Fill(picture.U, (ushort)128);
        Array.Fill(picture.V, (ushort)128);
        return picture;
    }

    /// <summary>The same samples under another description: what a path that misreads it would draw.</summary>
    internal YuvSamples SeenAs(ColorDescription color) => new(this, color);

    /// <summary>Puts the samples into pooled memory with padded rows; the lease holds the decoder role.</summary>
    internal FrameLease Open(LeaseLedger ledger, NativeBufferPool pool)
    {
        int count = Layout.PlaneCount();
        Span<PlaneView> planes = stackalloc PlaneView[count];
        int total = 0;
        for (int i = 0; i < count; i++)
        {
            total += StrideOf(i) * Layout.RowsOf(i, Height);
        }

        NativeBuffer buffer = pool.Rent(total);
        buffer.Length = total;
        int offset = 0;
        for (int i = 0; i < count; i++)
        {
            planes[i] = new PlaneView(buffer.Address + offset, StrideOf(i), Layout.RowBytesOf(i, Width), Layout.RowsOf(i, Height));
            offset += StrideOf(i) * planes[i].Rows;
            Fill(planes[i], i);
        }

        var info = new FrameInfo { Width = Width, Height = Height, Layout = Layout, Color = Color, Path = "test" };
        return ledger.TryOpen(info, planes, buffer, out FrameLease lease)
            ? lease
            : throw new InvalidOperationException("The ledger of the test is full.");
    }

    /// <summary>The samples as plain planes without padding, 10 bit in the low bits: what other programs read.</summary>
    internal byte[] ToPlanes()
    {
        bool wide = Layout.BitDepth() > 8;
        var bytes = new byte[(Y.Length + U.Length + V.Length) * (wide ? 2 : 1)];
        int at = 0;
        foreach (ushort[] plane in (ReadOnlySpan<ushort[]>)[Y, U, V])
        {
            foreach (ushort value in plane)
            {
                bytes[at++] = (byte)value;
                if (wide)
                {
                    bytes[at++] = (byte)(value >> 8);
                }
            }
        }

        return bytes;
    }

    private int StrideOf(int plane) => ((Layout.RowBytesOf(plane, Width) + 63) & ~63) + RowPadding;

    private void Fill(PlaneView view, int plane)
    {
        bool interleaved = Layout is PixelLayout.Nv12 or PixelLayout.P010;
        int shift = Layout == PixelLayout.P010 ? 6 : 0;
        bool wide = Layout.BitDepth() > 8;
        int width = plane == 0 ? Width : ChromaWidth;
        ushort[] first = plane == 0 ? Y : plane == 2 ? V : U;
        int channels = interleaved && plane == 1 ? 2 : 1;
        for (int y = 0; y < view.Rows; y++)
        {
            Span<byte> row = view.Row(y);
            Span<ushort> wideRow = MemoryMarshal.Cast<byte, ushort>(row);
            for (int x = 0; x < width * channels; x++)
            {
                ushort[] source = x % channels == 1 ? V : first;
                int value = source[(y * width) + (x / channels)] << shift;
                if (wide)
                {
                    wideRow[x] = (ushort)value;
                }
                else
                {
                    row[x] = (byte)value;
                }
            }
        }
    }

    private void Mark()
    {
        (ushort luma, ushort u, ushort v) = YuvReference.FromRgb(Color, Layout.BitDepth(), 1, 0, 0);
        for (int y = 0; y < Height / 8; y++)
        {
            Y.AsSpan(y * Width, Width / 8).Fill(luma);
        }

        for (int y = 0; y < ChromaHeight / 8; y++)
        {
            U.AsSpan(y * ChromaWidth, ChromaWidth / 8).Fill(u);
            V.AsSpan(y * ChromaWidth, ChromaWidth / 8).Fill(v);
        }
    }
}
