using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>What a decoder is told before the first unit: parameter sets that came outside the stream.</summary>
internal static class DecoderHint
{
    /// <summary>The announced parameter sets, with start codes as the units will have. False when there are none or they are broken: the units
    /// carry their own then.</summary>
    internal static bool TryRead(DecoderOptions options, out byte[] sets)
    {
        sets = [];
        ReadOnlySpan<byte> record = options.ParameterSets.Span;
        switch (options.Codec)
        {
            case VideoCodec.H264:
                sets = AvcDecoderConfiguration.TryParse(record, out AvcDecoderConfiguration? avc, out _) ? avc!.ToAnnexB() : WithStartCodes(record);
                break;
            case VideoCodec.Hevc:
                sets = HevcDecoderConfiguration.TryParse(record, out HevcDecoderConfiguration? hevc, out _) ? hevc!.ToAnnexB() : WithStartCodes(record);
                break;
            case VideoCodec.Av1 when options.Stream is not null:
                sets = record.ToArray();
                break;
            default:
                break;
        }

        if (!options.KeepsOrder)
        {
            PromiseNoReordering(options.Codec, ref sets);
        }

        return sets.Length > 0;
    }

    private static byte[] WithStartCodes(ReadOnlySpan<byte> record) => record.StartsWith((ReadOnlySpan<byte>)[0, 0]) ? record.ToArray() : [];

    private static void PromiseNoReordering(VideoCodec codec, ref byte[] sets)
    {
        byte[] rewritten = new byte[sets.Length + UnitPreparation.RoomForRewriting];
        if (UnitPreparation.TryRewrite(codec, sets, rewritten, out int length))
        {
            sets = rewritten[..length];
        }
    }
}
