using System;
using System.Linq;

namespace Fathom.VolumeServer.Data;

/// <summary>Robust limits of numbers, some of which may be unknown.</summary>
internal static class Percentiles
{
    /// <summary>
    /// The two percentiles of what is finite (nearest rank). Nothing finite gives (0, 1); equal limits are moved apart by half to
    /// each side.
    /// </summary>
    public static (double Low, double High) Of(ReadOnlySpan<double> values, double lowPercent, double highPercent)
    {
        double[] finite = [.. values.ToArray().Where(double.IsFinite).Order()];
        if (finite.Length == 0)
        {
            return (0, 1);
        }

        return Apart(finite[Rank(lowPercent, finite.Length)], finite[Rank(highPercent, finite.Length)]);
    }

    /// <summary>Limits between which something can be drawn.</summary>
    public static (double Low, double High) Apart(double low, double high) => low == high ? (low - 0.5, high + 0.5) : (low, high);

    private static int Rank(double percent, int count) => Math.Clamp((int)Math.Round(percent / 100 * (count - 1)), 0, count - 1);
}
