using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>Reads the PNG files that the program and common tools write: 8 bit, RGB or RGBA, not interlaced.</summary>
internal sealed class TestPng
{
    private readonly byte[] _samples;
    private readonly int _channels;

    private TestPng(int width, int height, int channels, byte[] samples, Dictionary<string, string> texts)
    {
        Width = width;
        Height = height;
        _channels = channels;
        _samples = samples;
        Texts = texts;
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyDictionary<string, string> Texts { get; }

    public static TestPng Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int at = 8, width = 0, height = 0, channels = 0;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var packed = new MemoryStream();
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string type = Encoding.ASCII.GetString(file, at + 4, 4);
            ReadOnlySpan<byte> data = file.AsSpan(at + 8, length);
            switch (type)
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(data);
                    height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                    channels = data[9] == 6 ? 4 : data[9] == 2 ? 3 : throw new InvalidDataException($"colour type {data[9]}");
                    break;
                case "tEXt":
                    int end = data.IndexOf((byte)0);
                    texts[Encoding.Latin1.GetString(data[..end])] = Encoding.Latin1.GetString(data[(end + 1)..]);
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }

            at += 12 + length;
        }

        packed.Position = 0;
        return new TestPng(width, height, channels, Unfilter(packed, width * channels, height, channels), texts);
    }

    public (int R, int G, int B) Pixel(int x, int y)
    {
        int at = ((y * Width) + x) * _channels;
        return (_samples[at], _samples[at + 1], _samples[at + 2]);
    }

    public int Light(int x, int y)
    {
        (int r, int g, int b) = Pixel(x, y);
        return r + g + b;
    }

    private static byte[] Unfilter(Stream packed, int stride, int height, int channels)
    {
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var samples = new byte[stride * height];
        var line = new byte[stride + 1];
        for (int y = 0; y < height; y++)
        {
            zlib.ReadExactly(line);
            for (int x = 0; x < stride; x++)
            {
                int left = x >= channels ? samples[(y * stride) + x - channels] : 0;
                int up = y > 0 ? samples[((y - 1) * stride) + x] : 0;
                int corner = x >= channels && y > 0 ? samples[((y - 1) * stride) + x - channels] : 0;
                int guess = line[0] switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    _ => Paeth(left, up, corner),
                };
                samples[(y * stride) + x] = (byte)(line[x + 1] + guess);
            }
        }

        return samples;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner;
        int toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
