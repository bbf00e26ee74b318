using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Generators;

/// <summary>Writes HEVC video and sequence parameter sets with every optional part now and then, mostly sane.</summary>
internal static class HevcSetGenerator
{
    /// <summary>Writes a sequence parameter set with its NAL header, and returns its length.</summary>
    public static int WriteSequence(Random random, Span<byte> unit)
    {
        Span<byte> raw = stackalloc byte[2048];
        var bits = new BitWriter(raw);
        int subLayers = AvcSetGenerator.Rarely(random, 8, 3);
        bits.Bits(0, 4);
        bits.Bits((uint)subLayers, 3);
        bits.Flag(true);
        WriteProfile(random, ref bits, subLayers);
        bits.Ue((uint)AvcSetGenerator.Rarely(random, 20, 2));
        uint chroma = (uint)AvcSetGenerator.Rarely(random, 6, 4);
        bits.Ue(chroma);
        bits.Bits((uint)random.Next(2), chroma == 3 ? 1 : 0);
        bits.Ue((uint)random.Next(AvcSetGenerator.Chance(random, 30) ? 100000 : 4000));
        bits.Ue((uint)random.Next(AvcSetGenerator.Chance(random, 30) ? 100000 : 2200));
        bool isCropped = AvcSetGenerator.Chance(random, 2);
        bits.Flag(isCropped);
        for (int i = 0; isCropped && i < 4; i++)
        {
            bits.Ue((uint)random.Next(AvcSetGenerator.Chance(random, 20) ? 100000 : 8));
        }

        bits.Ue((uint)AvcSetGenerator.Rarely(random, 12, 3));
        bits.Ue((uint)AvcSetGenerator.Rarely(random, 12, 3));
        uint orderBits = (uint)AvcSetGenerator.Rarely(random, 20, 8);
        bits.Ue(orderBits);
        WriteOrdering(random, ref bits, subLayers);
        WriteTools(random, ref bits, orderBits + 4);
        bits.TrailingBits();
        return Finish(0x42, raw[..bits.Length], unit);
    }

    /// <summary>Writes a video parameter set with its NAL header, and returns its length.</summary>
    public static int WriteVideo(Random random, Span<byte> unit)
    {
        Span<byte> raw = stackalloc byte[512];
        var bits = new BitWriter(raw);
        int subLayers = AvcSetGenerator.Rarely(random, 8, 3);
        bits.Bits((uint)random.Next(16), 4);
        bits.Bits(3, 2);
        bits.Bits((uint)random.Next(3), 6);
        bits.Bits((uint)subLayers, 3);
        bits.Bits(0x1ffff, 17);
        WriteProfile(random, ref bits, subLayers);
        WriteOrdering(random, ref bits, subLayers);
        bits.TrailingBits();
        return Finish(0x40, raw[..bits.Length], unit);
    }

    private static int Finish(byte header, ReadOnlySpan<byte> raw, Span<byte> unit)
    {
        unit[0] = header;
        unit[1] = 1;
        EmulationPrevention.TryInsert(raw, unit[2..], out int length);
        return length + 2;
    }

    private static void WriteProfile(Random random, ref BitWriter bits, int subLayers)
    {
        bits.Bits((uint)random.Next(1 << 8), 8);
        bits.Bits(0x60000000, 32);
        bits.Bits(0x90000000, 32);
        bits.Bits(0, 16);
        bits.Bits(93, 8);
        if (subLayers == 0)
        {
            return;
        }

        uint present = (uint)random.Next(1 << Math.Min(2 * subLayers, 14));
        bits.Bits(present, 2 * subLayers);
        bits.Bits(0, 2 * (8 - subLayers));
        for (int i = subLayers - 1; i >= 0; i--)
        {
            uint flags = present >> (2 * i);
            for (int octet = ((flags & 2) != 0 ? 11 : 0) + ((flags & 1) != 0 ? 1 : 0); octet > 0; octet--)
            {
                bits.Bits((uint)random.Next(256), 8);
            }
        }
    }

    private static void WriteOrdering(Random random, ref BitWriter bits, int subLayers)
    {
        bool isForEach = AvcSetGenerator.Chance(random, 2);
        bits.Flag(isForEach);
        for (int i = isForEach ? 0 : subLayers; i <= subLayers; i++)
        {
            uint reorder = (uint)random.Next(3);
            bits.Ue(AvcSetGenerator.Chance(random, 20) ? 0 : reorder + (uint)AvcSetGenerator.Rarely(random, 20, 3));
            bits.Ue(reorder);
            bits.Ue(0);
        }
    }

    private static void WriteTools(Random random, ref BitWriter bits, uint orderBits)
    {
        for (int i = 0; i < 6; i++)
        {
            bits.Ue((uint)random.Next(4));
        }

        WriteScalingLists(random, ref bits);
        bits.Bits((uint)random.Next(4), 2);
        bool hasPcm = AvcSetGenerator.Chance(random, 4);
        bits.Flag(hasPcm);
        if (hasPcm)
        {
            bits.Bits(0x77, 8);
            bits.Ue(0);
            bits.Ue(1);
            bits.Flag(true);
        }

        WriteReferenceSets(random, ref bits);
        bool hasLongTerm = AvcSetGenerator.Chance(random, 4);
        bits.Flag(hasLongTerm);
        if (hasLongTerm)
        {
            int count = AvcSetGenerator.Rarely(random, 40, 4);
            bits.Ue((uint)count);
            for (int i = 0; i < count; i++)
            {
                bits.Bits((uint)random.Next(1 << 16), (int)Math.Min(orderBits + 1, 32));
            }
        }

        bits.Bits(3, 2);
        bool hasUsability = AvcSetGenerator.Chance(random, 2);
        bits.Flag(hasUsability);
        if (hasUsability)
        {
            AvcSetGenerator.WriteAppearance(random, ref bits);
            bits.Flag(true);
            bits.Ue((uint)random.Next(8));
            bits.Ue((uint)random.Next(8));
        }
    }

    private static void WriteScalingLists(Random random, ref BitWriter bits)
    {
        bool isEnabled = AvcSetGenerator.Chance(random, 4);
        bits.Flag(isEnabled);
        if (!isEnabled)
        {
            return;
        }

        bool isPresent = AvcSetGenerator.Chance(random, 2);
        bits.Flag(isPresent);
        for (int list = 0; isPresent && list < 20; list++)
        {
            bool isExplicit = AvcSetGenerator.Chance(random, 3);
            bits.Flag(isExplicit);
            if (!isExplicit)
            {
                bits.Ue(0);
                continue;
            }

            for (int i = (list < 6 ? 16 : 64) + (list >= 12 ? 1 : 0); i > 0; i--)
            {
                bits.Se(random.Next(-2, 3));
            }
        }
    }

    private static void WriteReferenceSets(Random random, ref BitWriter bits)
    {
        int count = AvcSetGenerator.Rarely(random, 80, 6);
        bits.Ue((uint)count);
        int pictures = 0;
        for (int i = 0; i < count; i++)
        {
            bool isPredicted = i > 0 && AvcSetGenerator.Chance(random, 2);
            bits.Bits(isPredicted ? 1u : 0u, i > 0 ? 1 : 0);
            if (isPredicted)
            {
                bits.Flag(AvcSetGenerator.Chance(random, 2));
                bits.Ue((uint)random.Next(AvcSetGenerator.Chance(random, 40) ? 100000 : 4));
                for (int j = 0; j <= pictures; j++)
                {
                    bits.Bits((uint)random.Next(4), 2);
                }

                continue;
            }

            int before = AvcSetGenerator.Rarely(random, 20, 4);
            int after = AvcSetGenerator.Rarely(random, 20, 3);
            bits.Ue((uint)before);
            bits.Ue((uint)after);
            pictures = before + after;
            for (int j = 0; j < pictures; j++)
            {
                bits.Ue((uint)random.Next(AvcSetGenerator.Chance(random, 60) ? 100000 : 3));
                bits.Flag(true);
            }
        }
    }
}
