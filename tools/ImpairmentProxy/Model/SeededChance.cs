using System;

namespace Fathom.ImpairmentProxy;

/// <summary>Chance that depends on a seed and a place only, so that a link does the same whatever reads it how often.</summary>
internal static class SeededChance
{
    /// <summary>A number above 0 and below 1.</summary>
    public static double At(ulong seed, long place, int draw)
    {
        // SplitMix64: three rounds of multiply and shift, enough for delays.
        ulong mixed = seed + ((ulong)place * 0x9E3779B97F4A7C15UL) + ((ulong)draw * 0xD1B54A32D192ED03UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        mixed ^= mixed >> 31;
        return ((mixed >> 11) + 0.5) / (1UL << 53);
    }

    /// <summary>A draw from the bell curve of width 1 around 0.</summary>
    public static double NormalAt(ulong seed, long place) =>
        Math.Sqrt(-2 * Math.Log(At(seed, place, 0))) * Math.Cos(2 * Math.PI * At(seed, place, 1));
}
