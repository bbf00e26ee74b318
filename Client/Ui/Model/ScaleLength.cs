using System;
using Fathom.Client.Hosting;

namespace Fathom.Client.Ui;

/// <summary>A round length for a scale bar, in the unit in which people would say it. The window and exported pictures share it.</summary>
/// <param name="Length">The length; 0 where there is none.</param>
/// <param name="Unit">Its unit's sign; "px" for the data's own samples.</param>
/// <param name="Pixels">How long the bar is.</param>
internal readonly record struct ScaleLength(double Length, string Unit, double Pixels)
{
    private const string Samples = "px";

    private static readonly string[] s_lengths = ["pm", "nm", "µm", "mm", "m", "km"];
    private static readonly string[] s_times = ["ns", "µs", "ms", "s"];

    /// <summary>The roundest bar that is not longer than so many pixels.</summary>
    /// <param name="pixelsPerUnit">Pixels for one unit of the world.</param>
    /// <param name="unit">That unit's sign; empty where nobody said.</param>
    /// <param name="most">The longest that the bar may become.</param>
    public static ScaleLength Of(double pixelsPerUnit, string unit, double most)
    {
        double length = Round(most / pixelsPerUnit);
        (double shown, string sign) = InWords(length, unit);
        return new ScaleLength(shown, sign, length * pixelsPerUnit);
    }

    /// <summary>The roundest length of 1, 2 or 5 times a power of ten that is not longer than a length; 0 for none.</summary>
    public static double Round(double length)
    {
        if (!(length > 0) || !double.IsFinite(length))
        {
            return 0;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        double first = length / power;
        return power * (first >= 5 ? 5 : first >= 2 ? 2 : 1);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Length:0.######} {Unit}");

    /// <summary>5000 nm is 5 µm; what is neither tiny nor huge stays in the scene's own unit.</summary>
    private static (double Length, string Unit) InWords(double length, string unit)
    {
        if (unit.Length == 0)
        {
            return (length, Samples);
        }

        if (length is 0 or (>= 0.1 and < 1000))
        {
            return (length, unit);
        }

        foreach (string other in WorldUnits.IsLength(unit) ? s_lengths : s_times)
        {
            // The conversion is inexact in the last digits, the bar is round.
            if (WorldUnits.TryConvert(length, unit, other, out double converted) && converted is >= 0.9999999 and < 999.9999999)
            {
                return (Math.Round(converted, 6), other);
            }
        }

        return (length, unit);
    }
}
