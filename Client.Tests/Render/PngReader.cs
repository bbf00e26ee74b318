using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Fathom.Render;

namespace Fathom.Client.Tests.Render;

/// <summary>Reads the PNG files that tests meet: 8-bit RGBA or RGB, not interlaced. Shares nothing with the writer.</summary>
internal static class PngReader
{
    internal static CapturedImage Read(ReadOnlySpan<byte> file, IDictionary<string, string>? texts = null)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            throw new InvalidDataException("Not a PNG file.");
        }

        int width = 0;
        int height = 0;
        int channels = 0;
        using var packed = new MemoryStream();
        for (int at = 8; ;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            string type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            ReadOnlySpan<byte> data = file.Slice(at + 8, length);
            if (Checksum(file.Slice(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]))
            {
                throw new InvalidDataException($"The checksum of {type} is wrong.");
            }

            at += length + 12;
            switch (type)
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(data);
                    height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                    channels = (data[8], data[9], data[12]) switch
                    {
                        (8, 6, 0) => 4,
                        (8, 2, 0) => 3,
                        _ => throw new InvalidDataException("Not 8-bit RGB(A) without interlacing."),
                    };
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
                case "tEXt" when texts is not null:
                    int end = data.IndexOf((byte)0);
                    texts[Encoding.Latin1.GetString(data[..end])] = Encoding.Latin1.GetString(data[(end + 1)..]);
                    break;
                case "iTXt" when texts is not null:
                    int stop = data.IndexOf((byte)0);
                    texts[Encoding.Latin1.GetString(data[..stop])] = Encoding.UTF8.GetString(data[(stop + 5)..]);
                    break;
                case "IEND":
                    packed.Position = 0;
                    return Unpack(packed, width, height, channels);
            }
        }
    }

    private static CapturedImage Unpack(Stream packed, int width, int height, int channels)
    {
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        int stride = width * channels;
        var row = new byte[stride];
        var above = new byte[stride];
        var rgba = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            int filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            Unfilter(filter, row, above, channels);
            for (int x = 0; x < width; x++)
            {
                Span<byte> pixel = rgba.AsSpan(((y * width) + x) * 4, 4);
                pixel[3] = 255;
                row.AsSpan(x * channels, channels).CopyTo(pixel);
            }

            (row, above) = (above, row);
        }

        return new CapturedImage(width, height, rgba);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int channels)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= channels ? row[i - channels] : 0;
            int corner = i >= channels ? above[i - channels] : 0;
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => (byte)Paeth(left, above[i], corner),
                _ => throw new InvalidDataException($"There is no row filter {filter}."),
            };
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int guess = left + above - corner;
        int toLeft = Math.Abs(guess - left);
        int toAbove = Math.Abs(guess - above);
        int toCorner = Math.Abs(guess - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
