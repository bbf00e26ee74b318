using System;

namespace Fathom.Protocol.Pixel;

/// <summary>The beginning of an HEVC video parameter set.</summary>
/// <param name="Id">Its number.</param>
/// <param name="MaxLayers">The number of layers, 1 for ordinary video.</param>
/// <param name="MaxSubLayers">The number of temporal sub-layers.</param>
/// <param name="General">Profile, tier and level.</param>
/// <param name="MaxReorderFrames">The reordering of the highest sub-layer.</param>
public readonly record struct HevcVideoParameterSet(
    int Id, int MaxLayers, int MaxSubLayers, HevcProfileTierLevel General, int MaxReorderFrames)
{
    /// <summary>The NAL type of a video parameter set.</summary>
    public const int NalType = 32;

    /// <summary>Reads a unit with its two-byte NAL header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> unit, out HevcVideoParameterSet set, out ParameterSetError error)
    {
        set = default;
        error = unit.Length < 4 ? ParameterSetError.Truncated
            : NalFormat.HevcNalType(unit) != NalType ? ParameterSetError.WrongType
            : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        var bits = new BitReader(unit[2..], escaped: true);
        if (!TryReadHead(ref bits, out int id, out int layers, out int subLayersMinus1, out HevcProfileTierLevel general))
        {
            error = ParameterSetError.OutOfRange;
            return false;
        }

        HevcSequenceReader.ReadOrdering(ref bits, subLayersMinus1, out uint buffered, out uint reorder);
        error = bits.IsOverrun ? ParameterSetError.Truncated : reorder > buffered || buffered > 16 ? ParameterSetError.OutOfRange : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        set = new HevcVideoParameterSet(id, layers, subLayersMinus1 + 1, general, (int)reorder);
        return true;
    }

    /// <summary>Goes to where the reordering is said.</summary>
    internal static bool TrySkipToOrdering(ref BitReader bits, out int subLayersMinus1) => TryReadHead(ref bits, out _, out _, out subLayersMinus1, out _);

    private static bool TryReadHead(ref BitReader bits, out int id, out int layers, out int subLayersMinus1, out HevcProfileTierLevel general)
    {
        id = (int)bits.Bits(4);
        bits.Skip(2);
        layers = (int)bits.Bits(6) + 1;
        subLayersMinus1 = (int)bits.Bits(3);
        bits.Skip(17);
        general = subLayersMinus1 > 6 ? default : HevcProfileTierLevel.Read(ref bits, subLayersMinus1);
        return subLayersMinus1 <= 6;
    }
}
