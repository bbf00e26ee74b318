using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Decoding;

/// <summary>The short clip inside the program with which ways to decode are timed: a drag through the generated volume, H.264, made by this project.</summary>
internal sealed class TestClip
{
    /// <summary>Its columns.</summary>
    public const int Width = 1280;

    /// <summary>Its rows.</summary>
    public const int Height = 720;

    private const string Resource = "Fathom.Client.Decoding.test-clip.h264";
    private const int Delimiter = 9;
    private const int KeyPicture = 5;

    private readonly List<(byte[] Payload, bool IsKey)> _units;

    private TestClip(List<(byte[] Payload, bool IsKey)> units) => _units = units;

    /// <summary>How many pictures it has.</summary>
    public int Count => _units.Count;

    /// <summary>Reads it. Its pictures are parted by access unit delimiters.</summary>
    public static TestClip Load()
    {
        using Stream stream = typeof(TestClip).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The program lacks its resource {Resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TestClip(Cut(bytes));
    }

    /// <summary>One picture as it would come from the pixel channel.</summary>
    /// <param name="pool">Where its buffer comes from.</param>
    /// <param name="index">Which one.</param>
    /// <param name="sequence">Its number on the way.</param>
    public EncodedUnit Wrap(NativeBufferPool pool, int index, uint sequence)
    {
        (byte[] payload, bool isKey) = _units[index];
        NativeBuffer buffer = pool.Rent(payload.Length);
        buffer.Length = payload.Length;
        payload.CopyTo(buffer.Bytes);
        return new EncodedUnit
        {
            Buffer = buffer,
            Length = payload.Length,
            Header = new PixelHeader(sequence, sequence / 30.0, Width, Height, VideoCodec.H264, isKey, 0),
        };
    }

    private static List<(byte[] Payload, bool IsKey)> Cut(ReadOnlySpan<byte> stream)
    {
        var units = new List<(byte[], bool)>();
        var unit = new MemoryStream();
        bool isKey = false;
        var reader = new NalUnitReader(stream, NalLayout.StartCodes);
        while (reader.MoveNext())
        {
            int type = NalFormat.AvcNalType(reader.Current);
            if (type == Delimiter)
            {
                Close(units, unit, isKey);
                isKey = false;
                continue;
            }

            isKey |= type == KeyPicture;
            int length = reader.Current.Length;
            unit.Write([(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length]);
            unit.Write(reader.Current);
        }

        Close(units, unit, isKey);
        return units;
    }

    private static void Close(List<(byte[], bool)> units, MemoryStream unit, bool isKey)
    {
        if (unit.Length > 0)
        {
            units.Add((unit.ToArray(), isKey));
            unit.SetLength(0);
        }
    }
}
