using System;
using System.Buffers;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Encodes one small picture and decodes it again: only that shows that both ways work.</summary>
internal static class CodecProbe
{
    private const int Edge = 64;
    private const byte Gray = 170;
    private const byte Neutral = 128;

    /// <summary>The encoder and the decoder of H.264.</summary>
    public static (LibraryReport Encoder, LibraryReport Decoder) TryH264()
    {
        var unit = new ArrayBufferWriter<byte>();
        LibraryReport encoder = Encode(unit);
        return (encoder, unit.WrittenCount > 0 ? Decode(unit.WrittenSpan) : OpenOnly(VideoCodec.H264));
    }

    /// <summary>A decoder for which this machine makes no picture: it is opened, no more.</summary>
    public static LibraryReport OpenOnly(VideoCodec codec)
    {
        string name = NameOf(codec);
        try
        {
            using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = codec, Ledger = new LeaseLedger(1, "probe") });
            return new LibraryReport(name, ProbeStatus.Found, $"{decoder.Name} opens; no picture was tried", null);
        }
        catch (FathomException error)
        {
            return new LibraryReport(name, ProbeStatus.Missing, error.Why, error.How);
        }
    }

    private static LibraryReport Encode(ArrayBufferWriter<byte> unit)
    {
        const string Name = "encoder h264";
        try
        {
            using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = Edge, Height = Edge });
            YuvPicture picture = encoder.Picture;
            picture.Y.Fill(Gray);
            picture.U.Fill(Neutral);
            picture.V.Fill(Neutral);
            return encoder.Encode(forceKeyframe: true, unit, out _) && unit.WrittenCount > 0
                ? new LibraryReport(Name, ProbeStatus.Works, "libx264, a picture was encoded", null)
                : new LibraryReport(Name, ProbeStatus.Found, "libx264 opens but gave nothing for a picture", null);
        }
        catch (FathomException error)
        {
            return new LibraryReport(Name, ProbeStatus.Missing, error.Why, error.How);
        }
    }

    private static LibraryReport Decode(ReadOnlySpan<byte> avcc)
    {
        string name = NameOf(VideoCodec.H264);
        var ledger = new LeaseLedger(1, "probe");
        using var pool = new NativeBufferPool();
        NativeBuffer buffer = pool.Rent(avcc.Length);
        buffer.Length = avcc.Length;
        avcc.CopyTo(buffer.Bytes);
        var unit = new EncodedUnit { Buffer = buffer, Length = avcc.Length, Header = new PixelHeader(0, 0, Edge, Edge, VideoCodec.H264, true, 0) };
        if (!UnitPreparation.TryPrepare(ref unit, isKey: true))
        {
            buffer.Return();
            return new LibraryReport(name, ProbeStatus.Found, "the encoded picture is not in the form that was asked for", null);
        }

        try
        {
            using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = ledger });
            if (decoder.Submit(unit) != SubmitResult.Accepted || decoder.TryReceive(out FrameLease lease) != ReceiveResult.Frame)
            {
                return new LibraryReport(name, ProbeStatus.Found, $"{decoder.Name} opens but gave no picture for one", null);
            }

            byte middle = lease.GetPlane(0).Row(Edge / 2)[Edge / 2];
            lease.Release(LeaseRole.Decoder);
            return Math.Abs(middle - Gray) <= 4
                ? new LibraryReport(name, ProbeStatus.Works, $"{decoder.Name}, a picture was decoded", null)
                : new LibraryReport(name, ProbeStatus.Found, $"{decoder.Name} decodes a wrong picture: {middle} instead of {Gray}", null);
        }
        catch (FathomException error)
        {
            return new LibraryReport(name, ProbeStatus.Missing, error.Why, error.How);
        }
    }

    private static string NameOf(VideoCodec codec) => codec switch
    {
        VideoCodec.Hevc => "decoder hevc",
        VideoCodec.Av1 => "decoder av1",
        _ => "decoder h264",
    };
}
