using System;

namespace Fathom.Protocol.Colormaps;

/// <summary>From a value to a table entry, as the original server computes it.</summary>
public static class ColormapIndex
{
    /// <summary>What <see cref="Of(double, double, double, bool)"/> gives for a value that shall not be painted.</summary>
    public const int Transparent = -1;

    /// <summary>The entry when the range is empty, reversed or not finite: the middle.</summary>
    public const int InvalidRange = 127;

    /// <summary>
    /// The table entry of a value: trunc(clip((v − min) / (max − min), 0, 1) · 255). Not-a-number is painted as the lowest entry,
    /// or not at all when <paramref name="transparentNaN"/> is asked for, since "unknown" is not "low".
    /// </summary>
    public static int Of(double value, double minimum, double maximum, bool transparentNaN = false)
    {
        if (double.IsNaN(value) && transparentNaN)
        {
            return Transparent;
        }

        double range = maximum - minimum;
        if (!(range > 0) || !double.IsFinite(range))
        {
            return InvalidRange;
        }

        return double.IsNaN(value) ? 0 : (int)(Math.Clamp((value - minimum) / range, 0, 1) * 255);
    }
}
