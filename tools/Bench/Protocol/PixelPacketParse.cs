using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Protocol;

/// <summary>What does it cost to take a pixel message apart, with the view block and without?</summary>
[MemoryDiagnoser]
[BenchmarkCategory(AllocationGate.Category)]
public class PixelPacketParse
{
    private byte[] _message = [];

    /// <summary>Whether the peer negotiated the view block.</summary>
    [Params(false, true)]
    public bool View { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var header = new PixelHeader(7, 1759179000.5, 1280, 720, VideoCodec.H264, true, 0);
        var view = new FrameView([3, 20, 0, 0], [2, 3]) { Revision = 42, Level = 1, Quality = FrameQuality.Refined };
        byte[] prefix = new byte[PixelMessage.MaxPrefixSize];
        int length = View ? PixelMessage.WritePrefix(prefix, header, view) : PixelMessage.WritePrefix(prefix, header);
        _message = [.. prefix.AsSpan(0, length), .. new byte[20000]];
        if (Parse() != length)
        {
            throw new InvalidOperationException("The payload is elsewhere.");
        }
    }

    [Benchmark]
    public int Parse() =>
        PixelMessage.TryParse(_message, View, out _, out _, out bool hasView, out int offset, out _) && hasView == View ? offset : -1;
}
