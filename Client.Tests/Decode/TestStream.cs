using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Decode;

/// <summary>An encoded stream whose every picture has a flat grey of its own, and bars that move.</summary>
internal sealed class TestStream
{
    internal const int Width = 192;
    internal const int Height = 128;

    private TestStream(List<Unit> units, byte[] avcC)
    {
        Units = units;
        AvcC = avcC;
    }

    internal IReadOnlyList<Unit> Units { get; }

    internal byte[] AvcC { get; }

    /// <summary>Luma of the flat part of picture <paramref name="index"/>.</summary>
    internal static byte Gray(int index) => (byte)(40 + (index * 7 % 160));

    internal static TestStream Make(int count, int keyEvery = 30, EncoderSettings? settings = null)
    {
        settings ??= new EncoderSettings { Width = Width, Height = Height, Crf = 18 };
        using VideoEncoder encoder = VideoEncoder.Open(settings);
        var units = new List<Unit>();
        for (int i = 0; i < count; i++)
        {
            Paint(encoder.Picture, i);
            var output = new ArrayBufferWriter<byte>(4096);
            if (!encoder.Encode(i % keyEvery == 0, output, out bool isKey))
            {
                throw new InvalidOperationException("The encoder failed.");
            }

            units.Add(new Unit(output.WrittenSpan.ToArray(), isKey));
        }

        return new TestStream(units, encoder.AvcC.ToArray());
    }

    /// <summary>The same stream with another payload for one unit.</summary>
    internal TestStream With(int index, byte[] payload)
    {
        List<Unit> units = [.. Units];
        units[index] = units[index] with { Payload = payload };
        return new TestStream(units, AvcC);
    }

    internal static void Paint(YuvPicture picture, int index)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            Span<byte> row = picture.YPlane.Row(y);
            row.Fill(Gray(index));
            if (y >= picture.Height / 2)
            {
                row.Slice(index * 3 % (picture.Width - 8), 8).Fill(235);
            }
        }

        picture.U.Fill(110);
        picture.V.Fill(140);
    }

    internal static IEnumerable<(int Type, int Length)> Nals(byte[] unit)
    {
        for (int at = 0; at + 4 < unit.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(unit.AsSpan(at));
            yield return (unit[at + 4] & 0x1F, length);
            at += 4 + length;
        }
    }

    /// <summary>Wraps a payload as it would come from the pixel channel.</summary>
    internal static EncodedUnit Wrap(NativeBufferPool pool, ReadOnlySpan<byte> payload, uint sequence, bool isKey, VideoCodec codec = VideoCodec.H264)
    {
        NativeBuffer buffer = pool.Rent(PixelHeader.Size + payload.Length);
        payload.CopyTo(buffer.GetSpan()[PixelHeader.Size..]);
        buffer.Length = PixelHeader.Size + payload.Length;
        return new EncodedUnit
        {
            Buffer = buffer,
            Offset = PixelHeader.Size,
            Length = payload.Length,
            Header = new PixelHeader(sequence, 1000 + (sequence / 30.0), Width, Height, codec, isKey, 0),
        };
    }

    internal readonly record struct Unit(byte[] Payload, bool IsKey);
}
