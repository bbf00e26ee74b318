using System;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Commands;

/// <summary>Decodes what this server encoded, as a client would: for the self-test and for tests that look at pixels.</summary>
internal sealed class DecodeProbe : IDisposable
{
    private readonly LeaseLedger _ledger = new(name: "probe");
    private readonly NativeBufferPool _pool = new();
    private readonly FfmpegDecoder _decoder;

    public DecodeProbe() => _decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger });

    /// <summary>Decodes one access unit; <paramref name="look"/> sees the picture, rows as on the wire (bottom-up).</summary>
    public bool TryDecode(ReadOnlySpan<byte> unit, bool isKeyframe, Action<FrameLease>? look = null)
    {
        NativeBuffer buffer = _pool.Rent(unit.Length);
        unit.CopyTo(buffer.GetSpan());
        if (!NalFormat.TryAvccToAnnexBInPlace(buffer.GetSpan()[..unit.Length], out int length))
        {
            buffer.Return();
            return false;
        }

        var header = new PixelHeader(0, 0, 0, 0, VideoCodec.H264, isKeyframe, 0);
        if (_decoder.Submit(new EncodedUnit { Buffer = buffer, Length = length, Header = header }) != SubmitResult.Accepted
            || _decoder.TryReceive(out FrameLease lease) != ReceiveResult.Frame)
        {
            return false;
        }

        look?.Invoke(lease);
        lease.Release(LeaseRole.Decoder);
        return true;
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _pool.Dispose();
    }
}
