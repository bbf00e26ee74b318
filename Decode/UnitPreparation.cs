using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>From the wire's form of an access unit to the one that decoders take.</summary>
internal static class UnitPreparation
{
    /// <summary>How much longer units with rewritten parameter sets can be.</summary>
    internal const int RoomForRewriting = 4 * AvcRestrictionRewriter.MaxGrowth;

    /// <summary>Puts start codes in the place of lengths; in key frames whose parameter sets allow the decoder to hold pictures back, takes
    /// that permission away. False when the unit has nothing in it. The unit may get another buffer; the old one is returned then.</summary>
    internal static bool TryPrepare(ref EncodedUnit unit, bool isKey, CopyLedger? copies = null)
    {
        if (unit.Header.Codec is not (VideoCodec.H264 or VideoCodec.Hevc))
        {
            unit.Length = unit.Header.Codec == VideoCodec.Av1 ? Av1TemporalUnit.LengthOfFirst(unit.Payload) : unit.Length;
            return unit.Length > 0;
        }

        if (!NalFormat.TryAvccToAnnexBInPlace(unit.Payload, out int length) || length == 0)
        {
            return false;
        }

        unit.Length = length;
        if (isKey)
        {
            PromiseNoReordering(ref unit, copies);
        }

        return true;
    }

    /// <summary>Rewrites parameter sets that allow reordering. False when none does, or they cannot be understood.</summary>
    internal static bool TryRewrite(VideoCodec codec, ReadOnlySpan<byte> units, Span<byte> destination, out int length)
    {
        var reader = new NalUnitReader(units, NalLayout.StartCodes);
        switch (codec)
        {
            case VideoCodec.H264:
                return AvcRestrictionRewriter.TryRewriteAccessUnit(reader, destination, out length);
            case VideoCodec.Hevc:
                return HevcRestrictionRewriter.TryRewriteAccessUnit(reader, destination, out length);
            default:
                length = 0;
                return false;
        }
    }

    private static void PromiseNoReordering(ref EncodedUnit unit, CopyLedger? copies)
    {
        if (!unit.Buffer.Pool.TryRent(unit.Length + RoomForRewriting, out NativeBuffer? rewritten) || rewritten is null)
        {
            return;
        }

        if (!TryRewrite(unit.Header.Codec, unit.Payload, rewritten.GetSpan(), out int length))
        {
            rewritten.Return();
            return;
        }

        copies?.Note(CopyStep.PacketRewrite, length);
        unit.Buffer.Return();
        unit.Buffer = rewritten;
        unit.Offset = 0;
        unit.Length = length;
    }
}
