using System;

namespace Fathom.ImpairmentProxy;

/// <summary>The scattered part of a direction's delay, as a function of time alone.</summary>
/// <remarks>
/// A value holds for ten milliseconds: what disturbs a packet on a real link disturbs its neighbours too, and the pieces of one
/// picture would otherwise all be as late as the unluckiest of many draws.
/// </remarks>
internal static class LinkNoise
{
    private const double SlotSeconds = 0.010;

    /// <summary>The whole one-way delay at a time, in seconds; never negative.</summary>
    public static double DelayAt(DirectionProfile profile, ulong seed, double now)
    {
        double noise = profile.JitterMs > 0 ? Draw(profile, seed, (long)Math.Floor(now / SlotSeconds)) : 0;
        return Math.Max(0, profile.DelayMs + noise) / 1000;
    }

    private static double Draw(DirectionProfile profile, ulong seed, long slot) => profile.Noise switch
    {
        NoiseKind.Normal => SeededChance.NormalAt(seed, slot) * profile.JitterMs,
        NoiseKind.Pareto => Pareto(profile, SeededChance.At(seed, slot, 0)),
        _ => ((2 * SeededChance.At(seed, slot, 0)) - 1) * profile.JitterMs,
    };

    /// <summary>Less its own median, so that the base stays what half of the bytes take.</summary>
    private static double Pareto(DirectionProfile profile, double chance)
    {
        double power = 1 / profile.Alpha;
        return profile.JitterMs * (Math.Pow(1 - chance, -power) - Math.Pow(2, power));
    }
}
