using System;
using System.Buffers;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;

namespace Fathom.Bench.Decode;

/// <summary>What does it cost the server to encode one 1280×720 picture in four slices?</summary>
[BenchmarkCategory(AllocationGate.Category)]
public class EncodeFrame
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 22);
    private VideoEncoder? _encoder;
    private int _next;

    [GlobalSetup]
    public void Open()
    {
        _encoder = VideoEncoder.Open(new EncoderSettings { Width = 1280, Height = 720, BitsPerSecond = 8_000_000 });
        CodecClip.Paint(_encoder.Picture, 0);
        if (Encode() <= 0)
        {
            throw new InvalidOperationException("The encoder gave nothing.");
        }
    }

    [GlobalCleanup]
    public void Close() => _encoder?.Dispose();

    [Benchmark]
    public int Encode()
    {
        // A stripe moves, so that there is something to encode; painting the whole picture would be what is measured.
        _encoder!.Picture.YPlane.Row(_next++ % 720).Fill((byte)_next);
        _output.ResetWrittenCount();
        _encoder.Encode(false, _output, out _);
        return _output.WrittenCount;
    }
}
