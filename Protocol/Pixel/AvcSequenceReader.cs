using System;

namespace Fathom.Protocol.Pixel;

/// <summary>Reads H.264 sequence parameter sets: size, cropping, profile, reordering, colour.</summary>
public static class AvcSequenceReader
{
    /// <summary>The NAL type of a sequence parameter set.</summary>
    public const int NalType = 7;

    private const uint MaxCode = SequenceParameterSet.MaxDimension;

    /// <summary>Reads a unit with its one-byte NAL header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> unit, out SequenceParameterSet set, out ParameterSetError error)
    {
        set = default;
        if (unit.Length < 4)
        {
            error = ParameterSetError.Truncated;
            return false;
        }

        if (NalFormat.AvcNalType(unit) != NalType)
        {
            error = ParameterSetError.WrongType;
            return false;
        }

        var bits = new BitReader(unit[1..], escaped: true);
        error = Read(ref bits, out set, out _);
        return error == ParameterSetError.None;
    }

    /// <summary>Reads everything behind the NAL header, and where the rewriter has to cut.</summary>
    internal static ParameterSetError Read(ref BitReader bits, out SequenceParameterSet set, out AvcRestrictionPlace place)
    {
        set = new SequenceParameterSet { Codec = VideoCodec.H264 };
        place = default;
        int profile = (int)bits.Bits(8);
        byte compatibility = (byte)bits.Bits(8);
        int level = (int)bits.Bits(8);
        if (bits.Ue() > 31)
        {
            return Fail(in bits);
        }

        uint chroma = 1;
        uint lumaDepth = 0;
        uint chromaDepth = 0;
        bool separatePlanes = false;
        if (HasChromaInfo(profile))
        {
            chroma = bits.Ue();
            separatePlanes = chroma == 3 && bits.Flag();
            lumaDepth = bits.Ue();
            chromaDepth = bits.Ue();
            bits.Skip(1);
            if (chroma > 3 || lumaDepth > 6 || chromaDepth > 6)
            {
                return Fail(in bits);
            }

            if (bits.Flag())
            {
                SkipScalingLists(ref bits, chroma == 3 ? 12 : 8);
            }
        }

        if (bits.Ue() > 12)
        {
            return Fail(in bits);
        }

        uint orderType = bits.Ue();
        if (orderType > 2 || !TrySkipOrderCount(ref bits, orderType))
        {
            return Fail(in bits);
        }

        uint references = bits.Ue();
        bits.Skip(1);
        uint widthInUnits = bits.Ue();
        uint heightInUnits = bits.Ue();
        bool framesOnly = bits.Flag();
        bits.Skip(framesOnly ? 1 : 2);
        if (references > 16 || widthInUnits >= MaxCode / 16 || heightInUnits >= MaxCode / 16)
        {
            return Fail(in bits);
        }

        set = set with
        {
            Profile = profile,
            Compatibility = compatibility,
            Level = level,
            ChromaFormat = (int)chroma,
            LumaDepth = 8 + (int)lumaDepth,
            ChromaDepth = 8 + (int)chromaDepth,
            OrderCountType = (int)orderType,
            ReferenceFrames = (int)references,
            IsInterlaced = !framesOnly,
            CodedWidth = 16 * ((int)widthInUnits + 1),
            CodedHeight = 16 * ((int)heightInUnits + 1) * (framesOnly ? 1 : 2),
        };
        if (bits.Flag())
        {
            int unitX = chroma is 1 or 2 && !separatePlanes ? 2 : 1;
            int unitY = (chroma == 1 && !separatePlanes ? 2 : 1) * (framesOnly ? 1 : 2);
            if (!TryReadCrop(ref bits, unitX, unitY, ref set))
            {
                return Fail(in bits);
            }
        }

        place = place with { UsabilityFlag = bits.Position };
        bool isSane = !bits.Flag() || AvcUsabilityReader.TryRead(ref bits, ref set, ref place);
        return bits.IsOverrun ? ParameterSetError.Truncated : isSane ? ParameterSetError.None : ParameterSetError.OutOfRange;
    }

    private static bool HasChromaInfo(int profile) => profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static ParameterSetError Fail(in BitReader bits) => bits.IsOverrun ? ParameterSetError.Truncated : ParameterSetError.OutOfRange;

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

    private static void SkipScalingLists(ref BitReader bits, int count)
    {
        for (int list = 0; list < count && !bits.IsOverrun; list++)
        {
            if (!bits.Flag())
            {
                continue;
            }

            int size = list < 6 ? 16 : 64;
            int next = 8;
            for (int i = 0; i < size && next != 0 && !bits.IsOverrun; i++)
            {
                next = (int)((next + (long)bits.Se()) & 0xff);
            }
        }
    }

    private static bool TrySkipOrderCount(ref BitReader bits, uint type)
    {
        if (type == 0)
        {
            return bits.Ue() <= 12;
        }

        if (type == 1)
        {
            bits.Skip(1);
            bits.Se();
            bits.Se();
            uint cycle = bits.Ue();
            for (uint i = 0; i < cycle && cycle <= 255 && !bits.IsOverrun; i++)
            {
                bits.Se();
            }

            return cycle <= 255;
        }

        return true;
    }
}
