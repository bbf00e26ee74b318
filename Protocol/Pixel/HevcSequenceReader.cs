using System;

namespace Fathom.Protocol.Pixel;

/// <summary>Reads HEVC sequence parameter sets: size, cropping, profile, depth, reordering, colour.</summary>
public static class HevcSequenceReader
{
    /// <summary>The NAL type of a sequence parameter set.</summary>
    public const int NalType = 33;

    private const uint MaxCode = SequenceParameterSet.MaxDimension;

    /// <summary>Reads a unit with its two-byte NAL header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> unit, out SequenceParameterSet set, out ParameterSetError error)
    {
        set = new SequenceParameterSet { Codec = VideoCodec.Hevc };
        error = unit.Length < 4 ? ParameterSetError.Truncated
            : NalFormat.HevcNalType(unit) != NalType ? ParameterSetError.WrongType
            : ParameterSetError.None;
        if (error != ParameterSetError.None)
        {
            return false;
        }

        var bits = new BitReader(unit[2..], escaped: true);
        bool isSane = TryReadPicture(ref bits, ref set, out uint orderBits)
            && TryReadTools(ref bits, ref set, orderBits);
        error = bits.IsOverrun ? ParameterSetError.Truncated : isSane ? ParameterSetError.None : ParameterSetError.OutOfRange;
        return error == ParameterSetError.None;
    }

    /// <summary>Goes to where the reordering is said.</summary>
    internal static bool TrySkipToOrdering(ref BitReader bits, out int subLayersMinus1)
    {
        SequenceParameterSet set = default;
        return TryReadHead(ref bits, ref set, out subLayersMinus1, out _);
    }

    /// <summary>Reads how many frames are held and reordered; the highest sub-layer counts.</summary>
    internal static void ReadOrdering(ref BitReader bits, int subLayersMinus1, out uint buffered, out uint reorder)
    {
        int first = bits.Flag() ? 0 : subLayersMinus1;
        buffered = 0;
        reorder = 0;
        for (int i = first; i <= subLayersMinus1; i++)
        {
            buffered = bits.Ue();
            reorder = bits.Ue();
            bits.Ue();
        }
    }

    private static bool TryReadPicture(ref BitReader bits, ref SequenceParameterSet set, out uint orderBits)
    {
        if (!TryReadHead(ref bits, ref set, out int subLayersMinus1, out orderBits))
        {
            return false;
        }

        ReadOrdering(ref bits, subLayersMinus1, out uint buffered, out uint reorder);
        set = set with
        {
            MaxReorderFrames = (int)Math.Min(reorder, 16),
            MaxBufferedFrames = (int)Math.Min(buffered, 16) + 1,
        };
        return buffered <= 16 && reorder <= buffered;
    }

    private static bool TryReadHead(ref BitReader bits, ref SequenceParameterSet set, out int subLayersMinus1, out uint orderBits)
    {
        orderBits = 0;
        bits.Skip(4);
        subLayersMinus1 = (int)bits.Bits(3);
        bits.Skip(1);
        if (subLayersMinus1 > 6)
        {
            return false;
        }

        HevcProfileTierLevel general = HevcProfileTierLevel.Read(ref bits, subLayersMinus1);
        uint id = bits.Ue();
        uint chroma = bits.Ue();
        bool separatePlanes = chroma == 3 && bits.Flag();
        uint width = bits.Ue();
        uint height = bits.Ue();
        if (id > 15 || chroma > 3 || width is 0 or > MaxCode || height is 0 or > MaxCode)
        {
            return false;
        }

        set = set with
        {
            Profile = general.Profile,
            Level = general.Level,
            ChromaFormat = (int)chroma,
            CodedWidth = (int)width,
            CodedHeight = (int)height,
        };
        if (bits.Flag() && !TryReadCrop(ref bits, chroma is 1 or 2 && !separatePlanes ? 2 : 1, chroma == 1 && !separatePlanes ? 2 : 1, ref set))
        {
            return false;
        }

        uint lumaDepth = bits.Ue();
        uint chromaDepth = bits.Ue();
        orderBits = bits.Ue() + 4;
        set = set with
        {
            LumaDepth = 8 + (int)Math.Min(lumaDepth, 16),
            ChromaDepth = 8 + (int)Math.Min(chromaDepth, 16),
        };
        return lumaDepth <= 8 && chromaDepth <= 8 && orderBits <= 16;
    }

    private static bool TryReadCrop(ref BitReader bits, int unitX, int unitY, ref SequenceParameterSet set)
    {
        uint left = bits.Ue();
        uint right = bits.Ue();
        uint top = bits.Ue();
        uint bottom = bits.Ue();
        if (left > MaxCode || right > MaxCode || top > MaxCode || bottom > MaxCode)
        {
            return false;
        }

        set = set with { Crop = new PictureCrop((int)left * unitX, (int)right * unitX, (int)top * unitY, (int)bottom * unitY) };
        return set.Width > 0 && set.Height > 0;
    }

    private static bool TryReadTools(ref BitReader bits, ref SequenceParameterSet set, uint orderBits)
    {
        // Block sizes and transform depths.
        for (int i = 0; i < 6; i++)
        {
            bits.Ue();
        }

        if (bits.Flag() && bits.Flag())
        {
            SkipScalingLists(ref bits);
        }

        bits.Skip(2);
        if (bits.Flag())
        {
            bits.Skip(8);
            bits.Ue();
            bits.Ue();
            bits.Skip(1);
        }

        if (!HevcReferenceSets.TrySkip(ref bits, bits.Ue()))
        {
            return false;
        }

        if (bits.Flag())
        {
            uint longTerm = bits.Ue();
            if (longTerm > 32)
            {
                return false;
            }

            bits.Skip((int)(longTerm * (orderBits + 1)));
        }

        bits.Skip(2);
        if (bits.Flag())
        {
            AvcUsabilityReader.ReadAppearance(ref bits, ref set);
            if (bits.Flag())
            {
                set = set with { ChromaLocation = (int)Math.Min(bits.Ue(), 5) };
                bits.Ue();
            }
        }

        return true;
    }

    private static void SkipScalingLists(ref BitReader bits)
    {
        for (int size = 0; size < 4; size++)
        {
            for (int matrix = 0; matrix < (size == 3 ? 2 : 6) && !bits.IsOverrun; matrix++)
            {
                if (!bits.Flag())
                {
                    bits.Ue();
                    continue;
                }

                int count = Math.Min(64, 1 << (4 + (size << 1)));
                for (int i = size > 1 ? -1 : 0; i < count && !bits.IsOverrun; i++)
                {
                    bits.Se();
                }
            }
        }
    }
}
