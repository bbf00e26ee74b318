using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Generators;

/// <summary>Writes AV1 sequence headers with every optional part now and then, mostly sane, as open bitstream units.</summary>
internal static class Av1SequenceGenerator
{
    /// <summary>Writes a temporal unit that begins with a sequence header, and returns its length.</summary>
    public static int Write(Random random, Span<byte> unit)
    {
        Span<byte> raw = stackalloc byte[512];
        var bits = new BitWriter(raw);
        WriteHeader(random, ref bits);
        bits.TrailingBits();
        bool hasExtension = AvcSetGenerator.Chance(random, 6);
        bool hasSize = !AvcSetGenerator.Chance(random, 8);
        int at = 0;
        unit[at++] = 0x12;
        unit[at++] = 0;
        unit[at++] = (byte)(0x08 | (hasExtension ? 4 : 0) | (hasSize ? 2 : 0));
        if (hasExtension)
        {
            unit[at++] = 0x28;
        }

        if (hasSize)
        {
            bool isLong = bits.Length > 127 || AvcSetGenerator.Chance(random, 8);
            unit[at++] = (byte)((bits.Length & 0x7f) | (isLong ? 0x80 : 0));
            if (isLong)
            {
                unit[at++] = (byte)(bits.Length >> 7);
            }
        }

        raw[..bits.Length].CopyTo(unit[at..]);
        at += bits.Length;
        if (hasSize)
        {
            ((ReadOnlySpan<byte>)[0x32, 2, (byte)random.Next(256), 0x85]).CopyTo(unit[at..]);
            at += 4;
        }

        return at;
    }

    private static void WriteHeader(Random random, ref BitWriter bits)
    {
        uint profile = (uint)AvcSetGenerator.Rarely(random, 5, 3);
        bool isReduced = AvcSetGenerator.Chance(random, 6);
        bits.Bits(profile, 3);
        bits.Flag(isReduced);
        bits.Flag(isReduced);
        if (isReduced)
        {
            bits.Bits(5, 5);
        }
        else
        {
            WriteOperatingPoints(random, ref bits);
        }

        int width = AvcSetGenerator.Chance(random, 30) ? 16 : 12;
        bits.Bits((uint)width - 1, 4);
        bits.Bits(11, 4);
        bits.Bits((uint)random.Next(1 << width), width);
        bits.Bits((uint)random.Next(1 << 12), 12);
        if (!isReduced)
        {
            bool hasIds = AvcSetGenerator.Chance(random, 3);
            bits.Flag(hasIds);
            bits.Bits(0x11, hasIds ? 7 : 0);
        }

        // Tools, then colour: any bits are sane here.
        for (int i = 0; i < 8; i++)
        {
            bits.Bits((uint)random.Next(256), 8);
        }
    }

    private static void WriteOperatingPoints(Random random, ref BitWriter bits)
    {
        bool hasTiming = AvcSetGenerator.Chance(random, 3);
        bool hasModel = false;
        bits.Flag(hasTiming);
        if (hasTiming)
        {
            bits.Bits(1, 32);
            bits.Bits(60, 32);
            bool isEqual = AvcSetGenerator.Chance(random, 2);
            bits.Flag(isEqual);
            if (isEqual)
            {
                bits.Ue(3);
            }

            hasModel = AvcSetGenerator.Chance(random, 2);
            bits.Flag(hasModel);
            bits.Bits(9, hasModel ? 5 : 0);
            bits.Bits(1, hasModel ? 32 : 0);
            bits.Bits(0, hasModel ? 10 : 0);
        }

        bool hasDelay = AvcSetGenerator.Chance(random, 3);
        bits.Flag(hasDelay);
        int last = AvcSetGenerator.Rarely(random, 32, 2);
        bits.Bits((uint)last, 5);
        for (int i = 0; i <= last; i++)
        {
            uint level = (uint)random.Next(20);
            bits.Bits(0, 12);
            bits.Bits(level, 5);
            bits.Bits(1, level > 7 ? 1 : 0);
            bits.Bits(1, hasModel ? 1 : 0);
            bits.Bits(0, hasModel ? 21 : 0);
            bits.Bits(1, hasDelay ? 1 : 0);
            bits.Bits(9, hasDelay ? 4 : 0);
        }
    }
}
