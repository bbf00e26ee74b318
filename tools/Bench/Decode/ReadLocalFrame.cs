using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode.Local;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Decode;

/// <summary>What does a frame of a local 640×480 video cost: in turn, anywhere, one step back, and when it is kept?</summary>
public class ReadLocalFrame
{
    private const int Frames = 300;
    private const int KeyEvery = 30;

    private readonly Random _random = new(8);
    private string _path = "";
    private OverlayVideoReader? _bare;
    private OverlayVideoReader? _keeping;
    private int _next;
    private int _back;

    [GlobalSetup]
    public void Open()
    {
        _path = Path.Combine(Path.GetTempPath(), $"fathom-bench-{Environment.ProcessId}.ivf");
        File.WriteAllBytes(_path, Clip());
        _bare = OverlayVideoReader.Open(_path, new VideoReaderOptions { CacheFrames = 0 });
        _keeping = OverlayVideoReader.Open(_path);
        if (_bare.FrameCount != Frames || _bare.Warnings.Count > 0)
        {
            throw new InvalidOperationException($"{_bare.FrameCount} frames. {string.Join(' ', _bare.Warnings)}");
        }

        (_next, _back) = (0, Frames);
        Kept();
    }

    [GlobalCleanup]
    public void Close()
    {
        _bare?.Dispose();
        _keeping?.Dispose();
        File.Delete(_path);
    }

    /// <summary>The next frame, not kept.</summary>
    [Benchmark(Baseline = true)]
    public int Sequential() => Read(_bare!, _next = (_next + 1) % Frames);

    /// <summary>Any frame, not kept: on average half a group is decoded for it.</summary>
    [Benchmark]
    public int Anywhere() => Read(_bare!, _random.Next(Frames));

    /// <summary>One frame back: every 32nd is a jump, and keeps those before it.</summary>
    [Benchmark]
    public int Back() => Read(_keeping!, _back = _back == 0 ? Frames - 1 : _back - 1);

    /// <summary>A frame that is kept.</summary>
    [Benchmark]
    [BenchmarkCategory(AllocationGate.Category)]
    public int Kept() => Read(_keeping!, 0);

    private static int Read(OverlayVideoReader reader, int index)
    {
        using LocalFrame frame = reader.Read(index);
        return frame.Pixels[^1];
    }

    /// <summary>An IVF file: a header of 32 bytes, before each unit its length (u32) and time (u64), little-endian.</summary>
    private static byte[] Clip()
    {
        using var file = new MemoryStream();
        Span<byte> header = stackalloc byte[32];
        header.Clear();
        "DKIF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 32);
        "H264"u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt16LittleEndian(header[12..], 640);
        BinaryPrimitives.WriteUInt16LittleEndian(header[14..], 480);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 30);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], Frames);
        file.Write(header);
        List<(byte[] Payload, bool IsKey)> units = CodecClip.Make(640, 480, Frames, 1, KeyEvery);
        for (int i = 0; i < units.Count; i++)
        {
            byte[] unit = units[i].Payload;
            NalFormat.TryAvccToAnnexBInPlace(unit, out int length);
            BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)length);
            BinaryPrimitives.WriteUInt64LittleEndian(header[4..], (ulong)i);
            file.Write(header[..12]);
            file.Write(unit, 0, length);
        }

        return file.ToArray();
    }
}
