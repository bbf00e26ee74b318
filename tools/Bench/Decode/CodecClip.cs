using System;
using System.Buffers;
using System.Collections.Generic;
using Fathom.Decode;

namespace Fathom.Bench.Decode;

/// <summary>A clip of moving noise and gradients, made by our own encoder: the work of a rendered volume, not of a test card.</summary>
internal static class CodecClip
{
    internal static List<(byte[] Payload, bool IsKey)> Make(int width, int height, int frames, int slices, int keyEvery = int.MaxValue)
    {
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = width, Height = height, BitsPerSecond = 8_000_000, Slices = slices });
        var units = new List<(byte[], bool)>();
        for (int i = 0; i < frames; i++)
        {
            Paint(encoder.Picture, i);
            var output = new ArrayBufferWriter<byte>(1 << 16);
            if (!encoder.Encode(i % keyEvery == 0, output, out bool isKey))
            {
                throw new InvalidOperationException("The encoder failed.");
            }

            units.Add((output.WrittenSpan.ToArray(), isKey));
        }

        return units;
    }

    internal static void Paint(YuvPicture picture, int index)
    {
        var random = new Random(7);
        for (int y = 0; y < picture.Height; y++)
        {
            Span<byte> row = picture.YPlane.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(60 + ((x + (2 * index)) * 100 / row.Length) + (random.Next() & 15) + (((x - index) ^ y) & 32));
            }
        }

        picture.U.Fill((byte)(100 + (index % 50)));
        picture.V.Fill(140);
    }
}
