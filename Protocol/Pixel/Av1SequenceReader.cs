using System;

namespace Fathom.Protocol.Pixel;

/// <summary>Reads AV1 sequence headers: size, profile, depth, colour.</summary>
public static class Av1SequenceReader
{
    private const uint Bt709 = 1;
    private const uint SrgbTransfer = 13;
    private const uint IdentityMatrix = 0;

    /// <summary>Reads the first sequence header among the units of a temporal unit or a configuration record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> units, out SequenceParameterSet set, out ParameterSetError error)
    {
        set = new SequenceParameterSet { Codec = VideoCodec.Av1, MaxReorderFrames = 0 };
        error = ParameterSetError.WrongType;
        while (Av1Obu.TryRead(ref units, out int type, out ReadOnlySpan<byte> payload))
        {
            if (type == Av1Obu.SequenceHeader)
            {
                var bits = new BitReader(payload, escaped: false);
                bool isSane = TryReadHeader(ref bits, ref set);
                error = bits.IsOverrun ? ParameterSetError.Truncated : isSane ? ParameterSetError.None : ParameterSetError.OutOfRange;
                break;
            }
        }

        return error == ParameterSetError.None;
    }

    private static bool TryReadHeader(ref BitReader bits, ref SequenceParameterSet set)
    {
        int profile = (int)bits.Bits(3);
        bits.Skip(1);
        bool isReducedStill = bits.Flag();
        int level = isReducedStill ? (int)bits.Bits(5) : ReadOperatingPoints(ref bits);
        int widthBits = (int)bits.Bits(4) + 1;
        int heightBits = (int)bits.Bits(4) + 1;
        uint width = bits.Bits(widthBits) + 1;
        uint height = bits.Bits(heightBits) + 1;
        if (profile > 2 || width > SequenceParameterSet.MaxDimension || height > SequenceParameterSet.MaxDimension)
        {
            return false;
        }

        set = set with { Profile = profile, Level = level, CodedWidth = (int)width, CodedHeight = (int)height };
        SkipTools(ref bits, isReducedStill);
        ReadColor(ref bits, profile, ref set);
        return true;
    }

    private static int ReadOperatingPoints(ref BitReader bits)
    {
        bool hasModel = false;
        int delayBits = 0;
        if (bits.Flag())
        {
            bits.Skip(64);
            if (bits.Flag())
            {
                bits.Ue();
            }

            hasModel = bits.Flag();
            if (hasModel)
            {
                delayBits = (int)bits.Bits(5) + 1;
                bits.Skip(42);
            }
        }

        bool hasDisplayDelay = bits.Flag();
        int count = (int)bits.Bits(5) + 1;
        int firstLevel = 0;
        for (int i = 0; i < count && !bits.IsOverrun; i++)
        {
            bits.Skip(12);
            int level = (int)bits.Bits(5);
            firstLevel = i == 0 ? level : firstLevel;
            bits.Skip(level > 7 ? 1 : 0);
            if (hasModel && bits.Flag())
            {
                bits.Skip((2 * delayBits) + 1);
            }

            if (hasDisplayDelay && bits.Flag())
            {
                bits.Skip(4);
            }
        }

        return firstLevel;
    }

    private static void SkipTools(ref BitReader bits, bool isReducedStill)
    {
        if (!isReducedStill && bits.Flag())
        {
            bits.Skip(7);
        }

        bits.Skip(3);
        if (!isReducedStill)
        {
            bits.Skip(4);
            bool hasOrderHint = bits.Flag();
            bits.Skip(hasOrderHint ? 2 : 0);
            bool choosesScreenContent = bits.Flag();
            bool mayBeScreenContent = choosesScreenContent || bits.Flag();
            if (mayBeScreenContent && !bits.Flag())
            {
                bits.Skip(1);
            }

            bits.Skip(hasOrderHint ? 3 : 0);
        }

        bits.Skip(3);
    }

    private static void ReadColor(ref BitReader bits, int profile, ref SequenceParameterSet set)
    {
        bool isHigh = bits.Flag();
        int depth = profile == 2 && isHigh && bits.Flag() ? 12 : isHigh ? 10 : 8;
        bool isMonochrome = profile != 1 && bits.Flag();
        set = set with { LumaDepth = depth, ChromaDepth = depth };
        if (bits.Flag())
        {
            set = set with { Primaries = (byte)bits.Bits(8), Transfer = (byte)bits.Bits(8), Matrix = (byte)bits.Bits(8) };
        }

        if (!isMonochrome && set.Primaries == Bt709 && set.Transfer == SrgbTransfer && set.Matrix == IdentityMatrix)
        {
            set = set with { IsFullRange = true, ChromaFormat = 3 };
            return;
        }

        set = set with { IsFullRange = bits.Flag() };
        if (isMonochrome)
        {
            set = set with { ChromaFormat = 0 };
            return;
        }

        bool isHalfWidth = profile == 0 || (profile == 2 && (depth != 12 || bits.Flag()));
        bool isHalfHeight = profile == 0 || (profile == 2 && depth == 12 && isHalfWidth && bits.Flag());
        set = set with { ChromaFormat = isHalfHeight ? 1 : isHalfWidth ? 2 : 3 };
        if (isHalfHeight)
        {
            // 1: beside the luma samples' left column; 2: on the top-left one. H.264 numbers these 0 and 2.
            set = set with { ChromaLocation = bits.Bits(2) == 2 ? 2 : 0 };
        }
    }
}
