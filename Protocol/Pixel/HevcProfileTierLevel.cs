namespace Fathom.Protocol.Pixel;

/// <summary>The profile, tier and level that opens HEVC parameter sets and configuration records.</summary>
/// <param name="ProfileSpace">0 for the profiles of the standard.</param>
/// <param name="IsHighTier">High tier instead of main tier.</param>
/// <param name="Profile">1 main, 2 main 10, 4 range extensions …</param>
/// <param name="CompatibilityFlags">One bit for each profile that can decode the stream, profile 0 first.</param>
/// <param name="ConstraintFlags">The 48 constraint bits.</param>
/// <param name="Level">Thirty times the level's number: 93 is 3.1.</param>
public readonly record struct HevcProfileTierLevel(
    int ProfileSpace, bool IsHighTier, int Profile, uint CompatibilityFlags, ulong ConstraintFlags, int Level)
{
    /// <summary>Reads the general part, and passes over the sub-layers'.</summary>
    internal static HevcProfileTierLevel Read(ref BitReader bits, int maxSubLayersMinus1)
    {
        var general = new HevcProfileTierLevel(
            (int)bits.Bits(2),
            bits.Flag(),
            (int)bits.Bits(5),
            bits.Bits(32),
            ((ulong)bits.Bits(32) << 16) | bits.Bits(16),
            (int)bits.Bits(8));
        if (maxSubLayersMinus1 == 0)
        {
            return general;
        }

        uint present = bits.Bits(2 * maxSubLayersMinus1);
        bits.Skip(2 * (8 - maxSubLayersMinus1));
        for (int i = maxSubLayersMinus1 - 1; i >= 0; i--)
        {
            uint flags = present >> (2 * i);
            bits.Skip(((flags & 2) != 0 ? 88 : 0) + ((flags & 1) != 0 ? 8 : 0));
        }

        return general;
    }
}
