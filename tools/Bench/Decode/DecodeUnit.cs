using System;
using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Decode;

/// <summary>What does one 1280×720 access unit cost from native memory to a lease, and is nothing allocated on the way?</summary>
[BenchmarkCategory(AllocationGate.Category)]
public class DecodeUnit
{
    private static readonly NativeBufferPool s_pool = new();

    private readonly LeaseLedger _ledger = new();
    private List<(byte[] Payload, bool IsKey)> _units = [];
    private FfmpegDecoder? _decoder;
    private int _next;

    /// <summary>Slices a frame.</summary>
    [Params(1, 4)]
    public int Slices { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _units = CodecClip.Make(1280, 720, 60, Slices);
        _decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger });
        _next = 0;
        for (int i = 0; i < _units.Count; i++)
        {
            if (Decode() != 1280 * 720)
            {
                throw new InvalidOperationException("A picture is missing or has the wrong size.");
            }
        }
    }

    [GlobalCleanup]
    public void Close() => _decoder?.Dispose();

    [Benchmark]
    public int Decode()
    {
        (byte[] payload, bool isKey) = _units[_next];
        _next = (_next + 1) % _units.Count;
        NativeBuffer buffer = s_pool.Rent(payload.Length);
        payload.CopyTo(buffer.GetSpan());
        NalFormat.TryAvccToAnnexBInPlace(buffer.GetSpan()[..payload.Length], out int length);
        _decoder!.Submit(new EncodedUnit { Buffer = buffer, Length = length, Header = new PixelHeader(0, 0, 1280, 720, VideoCodec.H264, isKey, 0) });
        if (_decoder.TryReceive(out FrameLease lease) != ReceiveResult.Frame)
        {
            return 0;
        }

        int pixels = lease.Info.Width * lease.Info.Height;
        lease.Release(LeaseRole.Decoder);
        return pixels;
    }
}
