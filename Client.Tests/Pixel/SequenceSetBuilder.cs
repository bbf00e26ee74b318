using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Pixel;

/// <summary>Writes small H.264 sequence parameter sets without usability information.</summary>
internal static class SequenceSetBuilder
{
    public static byte[] Avc(uint widthInUnits, uint heightInUnits, uint orderCountType = 0, uint cropRight = 0, uint references = 2)
    {
        byte[] raw = new byte[128];
        var bits = new BitWriter(raw);
        bits.Bits(77, 8);
        bits.Bits(0x40, 8);
        bits.Bits(31, 8);
        bits.Ue(0);
        bits.Ue(4);
        bits.Ue(orderCountType);
        if (orderCountType == 0)
        {
            bits.Ue(4);
        }
        else if (orderCountType == 1)
        {
            bits.Flag(false);
            bits.Se(-3);
            bits.Se(2);
            bits.Ue(2);
            bits.Se(1);
            bits.Se(-1);
        }

        bits.Ue(references);
        bits.Flag(false);
        bits.Ue(widthInUnits - 1);
        bits.Ue(heightInUnits - 1);
        bits.Flag(true);
        bits.Flag(true);
        bits.Flag(cropRight > 0);
        if (cropRight > 0)
        {
            bits.Ue(0);
            bits.Ue(cropRight);
            bits.Ue(0);
            bits.Ue(0);
        }

        bits.Flag(false);
        bits.TrailingBits();
        byte[] unit = new byte[256];
        unit[0] = 0x67;
        EmulationPrevention.TryInsert(raw.AsSpan(0, bits.Length), unit.AsSpan(1), out int length);
        return unit[..(length + 1)];
    }
}
