using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Fathom.Render;

/// <summary>Writes PNG files: RGBA or RGB, 8 bit, rows filtered by difference, with texts.</summary>
public static class PngWriter
{
    private const byte FilterSub = 1;
    private const byte FilterUp = 2;
    private const int LongestKeyword = 79;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes the image; each text becomes a tEXt chunk, or an iTXt chunk where Latin-1 cannot hold it.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="image">The picture.</param>
    /// <param name="text">Keyword (1–79 Latin-1 characters) and text.</param>
    public static void Write(Stream output, CapturedImage image, IReadOnlyList<KeyValuePair<string, string>>? text = null) => Write(output, image, text, new PngDetails());

    /// <summary>The same with what a printed picture needs.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="image">The picture.</param>
    /// <param name="text">Keyword (1–79 Latin-1 characters) and text.</param>
    /// <param name="details">What it says beyond its pixels.</param>
    public static void Write(Stream output, CapturedImage image, IReadOnlyList<KeyValuePair<string, string>>? text, PngDetails details)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(details);
        if (image.Width < 1 || image.Height < 1 || image.Rgba.Length != (long)image.Width * image.Height * 4)
        {
            throw new ArgumentException($"{image.Rgba.Length} bytes are not {image.Width}×{image.Height} RGBA pixels.", nameof(image));
        }

        output.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8;
        header[9] = (byte)(details.Opaque ? 2 : 6);
        header[10..].Clear();
        WriteChunk(output, "IHDR"u8, header);
        if (details.Published)
        {
            WriteChunk(output, "sRGB"u8, [0]);
        }

        if (details.DotsPerInch > 0)
        {
            WriteDensity(output, details.DotsPerInch);
        }

        foreach (KeyValuePair<string, string> pair in text ?? [])
        {
            WriteText(output, pair.Key, pair.Value, details.Published);
        }

        WriteChunk(output, "IDAT"u8, Compress(image, details));
        WriteChunk(output, "IEND"u8, default);
    }

    /// <summary>Pixels for a metre, the same in both directions.</summary>
    private static void WriteDensity(Stream output, double dotsPerInch)
    {
        Span<byte> density = stackalloc byte[9];
        int perMetre = (int)Math.Round(dotsPerInch / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(density, perMetre);
        BinaryPrimitives.WriteInt32BigEndian(density[4..], perMetre);
        density[8] = 1;
        WriteChunk(output, "pHYs"u8, density);
    }

    private static byte[] Compress(CapturedImage image, PngDetails details)
    {
        int channels = details.Opaque ? 3 : 4;
        var filtered = new byte[(image.Width * channels) + 1];
        byte[] row = new byte[image.Width * channels], above = new byte[image.Width * channels];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, details.Published ? CompressionLevel.Optimal : CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < image.Height; y++)
            {
                Take(image.Row(y), row, channels);
                Filter(row, y > 0 ? above : default, filtered, channels);
                zlib.Write(filtered);
                (row, above) = (above, row);
            }
        }

        return packed.ToArray();
    }

    private static void Take(ReadOnlySpan<byte> rgba, Span<byte> row, int channels)
    {
        if (channels == 4)
        {
            rgba.CopyTo(row);
            return;
        }

        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
        {
            rgba.Slice(from, 3).CopyTo(row[to..]);
        }
    }

    private static void Filter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered, int channels)
    {
        Span<byte> target = filtered[1..];
        if (!above.IsEmpty)
        {
            filtered[0] = FilterUp;
            for (int x = 0; x < row.Length; x++)
            {
                target[x] = (byte)(row[x] - above[x]);
            }

            return;
        }

        filtered[0] = FilterSub;
        for (int x = 0; x < row.Length; x++)
        {
            target[x] = (byte)(row[x] - (x >= channels ? row[x - channels] : 0));
        }
    }

    private static void WriteText(Stream output, string keyword, string text, bool isInternational)
    {
        if (keyword.Length is 0 or > LongestKeyword || !IsLatin1(keyword))
        {
            throw new ArgumentException($"'{keyword}' cannot be a PNG keyword: 1 to {LongestKeyword} Latin-1 characters.", nameof(keyword));
        }

        if (!isInternational && IsLatin1(text))
        {
            WriteChunk(output, "tEXt"u8, [.. Encoding.Latin1.GetBytes(keyword), 0, .. Encoding.Latin1.GetBytes(text)]);
            return;
        }

        // Keyword, not compressed, no language, no translated keyword.
        WriteChunk(output, "iTXt"u8, [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
    }

    private static bool IsLatin1(string text)
    {
        foreach (char c in text)
        {
            if (c is '\0' or > '\u00FF')
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        output.Write(number);
    }
}
