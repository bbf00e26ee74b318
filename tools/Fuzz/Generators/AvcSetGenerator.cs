using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Generators;

/// <summary>Writes H.264 sequence parameter sets with every optional part now and then, mostly sane.</summary>
internal static class AvcSetGenerator
{
    private static readonly byte[] s_profiles = [66, 77, 88, 100, 110, 122, 244, 44, 83, 118, 128, 138, 86];

    /// <summary>Writes a unit with its NAL header, and returns its length.</summary>
    public static int Write(Random random, Span<byte> unit)
    {
        Span<byte> raw = stackalloc byte[2048];
        var bits = new BitWriter(raw);
        byte profile = s_profiles[random.Next(s_profiles.Length)];
        bits.Bits(profile, 8);
        bits.Bits((uint)random.Next(256), 8);
        bits.Bits((uint)random.Next(10, 52), 8);
        bits.Ue((uint)Rarely(random, 40, 2));
        if (profile is not (66 or 77 or 88))
        {
            WriteChroma(random, ref bits);
        }

        bits.Ue((uint)Rarely(random, 20, 5));
        WriteOrderCount(random, ref bits);
        bits.Ue((uint)Rarely(random, 20, 4));
        bits.Flag(Chance(random, 2));
        bits.Ue((uint)random.Next(Chance(random, 30) ? 5000 : 120));
        bits.Ue((uint)random.Next(Chance(random, 30) ? 5000 : 70));
        bool framesOnly = Chance(random, 2);
        bits.Flag(framesOnly);
        bits.Bits((uint)random.Next(4), framesOnly ? 1 : 2);
        bool isCropped = Chance(random, 2);
        bits.Flag(isCropped);
        for (int i = 0; isCropped && i < 4; i++)
        {
            bits.Ue((uint)random.Next(Chance(random, 20) ? 100000 : 8));
        }

        bool hasUsability = Chance(random, 2);
        bits.Flag(hasUsability);
        if (hasUsability)
        {
            WriteUsability(random, ref bits);
        }

        bits.TrailingBits();
        unit[0] = 0x67;
        EmulationPrevention.TryInsert(raw[..bits.Length], unit[1..], out int length);
        return length + 1;
    }

    /// <summary>Once in so many.</summary>
    internal static bool Chance(Random random, int times) => random.Next(times) == 0;

    /// <summary>A small number, or rarely a larger one.</summary>
    internal static int Rarely(Random random, int most, int usually) => random.Next(Chance(random, 25) ? most : usually);

    /// <summary>Aspect ratio, overscan, signal: the same in H.264 and HEVC.</summary>
    internal static void WriteAppearance(Random random, ref BitWriter bits)
    {
        bool hasAspect = Chance(random, 2);
        bits.Flag(hasAspect);
        if (hasAspect)
        {
            bool isExtended = Chance(random, 2);
            bits.Bits(isExtended ? 255u : 1u, 8);
            bits.Bits(0x00010001, isExtended ? 32 : 0);
        }

        bool hasOverscan = Chance(random, 3);
        bits.Flag(hasOverscan);
        bits.Bits(1, hasOverscan ? 1 : 0);
        bool hasSignal = Chance(random, 2);
        bits.Flag(hasSignal);
        if (hasSignal)
        {
            bits.Bits(5, 3);
            bits.Flag(Chance(random, 2));
            bool hasColor = Chance(random, 2);
            bits.Flag(hasColor);
            bits.Bits((uint)random.Next(1 << 24), hasColor ? 24 : 0);
        }
    }

    private static void WriteChroma(Random random, ref BitWriter bits)
    {
        uint chroma = (uint)Rarely(random, 6, 4);
        bits.Ue(chroma);
        bits.Bits((uint)random.Next(2), chroma == 3 ? 1 : 0);
        bits.Ue((uint)Rarely(random, 9, 3));
        bits.Ue((uint)Rarely(random, 9, 3));
        bits.Flag(Chance(random, 2));
        bool hasLists = Chance(random, 3);
        bits.Flag(hasLists);
        for (int list = 0; hasLists && list < (chroma == 3 ? 12 : 8); list++)
        {
            bool isPresent = Chance(random, 3);
            bits.Flag(isPresent);
            int size = list < 6 ? 16 : 64;
            for (int i = 0; isPresent && i < size; i++)
            {
                // The first may end the list: 8 − 8 = 0.
                bool ends = Chance(random, 30) && i == 0;
                bits.Se(ends ? -8 : random.Next(3) - 1);
                isPresent = !ends;
            }
        }
    }

    private static void WriteOrderCount(Random random, ref BitWriter bits)
    {
        uint type = (uint)Rarely(random, 5, 3);
        bits.Ue(type);
        if (type == 0)
        {
            bits.Ue((uint)Rarely(random, 20, 8));
        }
        else if (type == 1)
        {
            bits.Flag(Chance(random, 2));
            bits.Se(random.Next(-100, 100));
            bits.Se(random.Next(-100, 100));
            int cycle = Rarely(random, 300, 4);
            bits.Ue((uint)cycle);
            for (int i = 0; i < cycle; i++)
            {
                bits.Se(random.Next(-4, 4));
            }
        }
    }

    private static void WriteUsability(Random random, ref BitWriter bits)
    {
        WriteAppearance(random, ref bits);
        bool hasLocation = Chance(random, 3);
        bits.Flag(hasLocation);
        if (hasLocation)
        {
            bits.Ue((uint)Rarely(random, 12, 6));
            bits.Ue((uint)Rarely(random, 12, 6));
        }

        bool hasTiming = Chance(random, 2);
        bits.Flag(hasTiming);
        bits.Bits(1, hasTiming ? 32 : 0);
        bits.Bits(60, hasTiming ? 32 : 0);
        bits.Bits(1, hasTiming ? 1 : 0);
        bool hasDecoder = WriteReferenceDecoder(random, ref bits) | WriteReferenceDecoder(random, ref bits);
        bits.Bits(0, hasDecoder ? 2 : 1);
        bool hasRestriction = Chance(random, 2);
        bits.Flag(hasRestriction);
        if (hasRestriction)
        {
            bits.Flag(true);
            for (int i = 0; i < 4; i++)
            {
                bits.Ue((uint)Rarely(random, 20, 16));
            }

            uint reorder = (uint)random.Next(3);
            bits.Ue(reorder);
            bits.Ue(Chance(random, 20) ? 0 : reorder + (uint)random.Next(3));
        }
    }

    private static bool WriteReferenceDecoder(Random random, ref BitWriter bits)
    {
        bool isPresent = Chance(random, 3);
        bits.Flag(isPresent);
        if (isPresent)
        {
            int last = Rarely(random, 40, 3);
            bits.Ue((uint)last);
            bits.Bits((uint)random.Next(256), 8);
            for (int i = 0; i <= last; i++)
            {
                bits.Ue((uint)random.Next(100000));
                bits.Ue((uint)random.Next(100000));
                bits.Flag(false);
            }

            bits.Bits((uint)random.Next(1 << 20), 20);
        }

        return isPresent;
    }
}
