using System;
using System.Buffers;
using Fathom.Decode.Compression;

namespace Fathom.Decode;

/// <summary>The payload of a lossless still: the picture in RGB, eight bits a sample, rows bottom-up as all pictures on the wire, packed by Zstandard.</summary>
/// <remarks>Threads: any. Nothing here trusts what a peer claims: sizes are checked before memory is taken.</remarks>
public static class LosslessStill
{
    /// <summary>The most pixels of a still.</summary>
    public const int MaxPixels = 1 << 24;

    private const int Channels = 3;
    private const int Level = 1;

    /// <summary>Whether stills can be packed and unpacked here.</summary>
    public static bool IsAvailable => Zstd.IsAvailable;

    /// <summary>Whether a still of that size is allowed.</summary>
    public static bool IsSize(int width, int height) => width > 0 && height > 0 && (long)width * height <= MaxPixels;

    /// <summary>Bytes of the unpacked picture.</summary>
    public static int RgbBytes(int width, int height) => checked(width * height * Channels);

    /// <summary>The most bytes that a packed picture takes.</summary>
    public static int MaxPackedBytes(int width, int height) => Zstd.CompressBound(RgbBytes(width, height));

    /// <summary>Packs a picture.</summary>
    public static bool TryPack(ReadOnlySpan<byte> rgb, Span<byte> packed, out int length) =>
        Zstd.TryCompress(rgb, packed, Level, out length) == CompressionResult.Done;

    /// <summary>Unpacks a picture; false when it is not exactly one of that size.</summary>
    /// <param name="packed">The payload.</param>
    /// <param name="width">Columns, from the header.</param>
    /// <param name="height">Rows, from the header.</param>
    /// <param name="rgb">Room for <see cref="RgbBytes"/>.</param>
    public static bool TryUnpack(ReadOnlySpan<byte> packed, int width, int height, Span<byte> rgb)
    {
        return IsSize(width, height)
            && Zstd.TryGetContentSize(packed, out long claimed) && claimed == RgbBytes(width, height)
            && Zstd.TryDecompress(packed, rgb[..(int)claimed], out int written) == CompressionResult.Done && written == claimed;
    }

    /// <summary>Changes top and bottom in place: on the wire the bottom row comes first.</summary>
    /// <param name="rgb">Whole rows.</param>
    /// <param name="width">Columns.</param>
    public static void TurnOver(Span<byte> rgb, int width)
    {
        int stride = checked(width * Channels);
        byte[] row = ArrayPool<byte>.Shared.Rent(stride);
        for (int top = 0, bottom = rgb.Length - stride; top < bottom; top += stride, bottom -= stride)
        {
            rgb.Slice(top, stride).CopyTo(row);
            rgb.Slice(bottom, stride).CopyTo(rgb[top..]);
            row.AsSpan(0, stride).CopyTo(rgb[bottom..]);
        }

        ArrayPool<byte>.Shared.Return(row);
    }

    /// <summary>Adds an opaque fourth byte to each pixel.</summary>
    public static void Widen(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        int pixels = rgb.Length / Channels;
        Span<uint> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(rgba[..(pixels * 4)]);
        for (int i = 0, from = 0; i < words.Length; i++, from += Channels)
        {
            words[i] = rgb[from] | ((uint)rgb[from + 1] << 8) | ((uint)rgb[from + 2] << 16) | 0xFF000000u;
        }
    }
}
