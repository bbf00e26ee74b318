namespace Fathom.Protocol.Pixel;

/// <summary>Reads the video usability information at the end of an H.264 sequence parameter set.</summary>
internal static class AvcUsabilityReader
{
    private const uint ExtendedAspectRatio = 255;

    public static bool TryRead(ref BitReader bits, ref SequenceParameterSet set, ref AvcRestrictionPlace place)
    {
        ReadAppearance(ref bits, ref set);
        if (bits.Flag())
        {
            uint top = bits.Ue();
            uint bottom = bits.Ue();
            if (top > 5 || bottom > 5)
            {
                return false;
            }

            set = set with { ChromaLocation = (int)top };
        }

        if (bits.Flag())
        {
            bits.Skip(32 + 32 + 1);
        }

        bool hasNal = bits.Flag();
        if (hasNal && !TrySkipReferenceDecoder(ref bits))
        {
            return false;
        }

        bool hasVcl = bits.Flag();
        if (hasVcl && !TrySkipReferenceDecoder(ref bits))
        {
            return false;
        }

        bits.Skip(hasNal || hasVcl ? 2 : 1);
        place = place with { RestrictionFlag = bits.Position };
        return !bits.Flag() || TryReadRestriction(ref bits, ref set, ref place);
    }

    /// <summary>Aspect ratio, overscan, range and colour: the same bits in H.264 and HEVC.</summary>
    internal static void ReadAppearance(ref BitReader bits, ref SequenceParameterSet set)
    {
        if (bits.Flag() && bits.Bits(8) == ExtendedAspectRatio)
        {
            bits.Skip(32);
        }

        if (bits.Flag())
        {
            bits.Skip(1);
        }

        if (bits.Flag())
        {
            bits.Skip(3);
            set = set with { IsFullRange = bits.Flag() };
            if (bits.Flag())
            {
                set = set with { Primaries = (byte)bits.Bits(8), Transfer = (byte)bits.Bits(8), Matrix = (byte)bits.Bits(8) };
            }
        }
    }

    private static bool TryReadRestriction(ref BitReader bits, ref SequenceParameterSet set, ref AvcRestrictionPlace place)
    {
        bits.Skip(1);
        bool isSane = bits.Ue() <= 16;
        isSane &= bits.Ue() <= 16;
        isSane &= bits.Ue() <= 16;
        isSane &= bits.Ue() <= 16;
        place = place with { ReorderCodes = bits.Position };
        uint reorder = bits.Ue();
        uint buffered = bits.Ue();
        if (!isSane || buffered > 16 || reorder > buffered)
        {
            return false;
        }

        set = set with { MaxReorderFrames = (int)reorder, MaxBufferedFrames = (int)buffered };
        return true;
    }

    private static bool TrySkipReferenceDecoder(ref BitReader bits)
    {
        uint last = bits.Ue();
        if (last > 31)
        {
            return false;
        }

        bits.Skip(8);
        for (uint i = 0; i <= last && !bits.IsOverrun; i++)
        {
            bits.Ue();
            bits.Ue();
            bits.Skip(1);
        }

        bits.Skip(20);
        return true;
    }
}
