using System;
using System.Globalization;
using Fathom.Client.Hosting;

namespace Fathom.Client.Export.Figures;

/// <summary>Where an axis stands, in words: a time as people write it, a place with its unit, an index where nobody said what it measures.</summary>
/// <remarks>The form follows from the axis, not from the step: through a whole movie it is the same.</remarks>
internal static class StepText
{
    private const int MostDecimals = 6;

    private static readonly (string Unit, double Seconds)[] s_units = [("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)];

    /// <summary>The words for an index of an axis: "0:12:30", "12.5 s", "z = 4.5 µm", "t = 12".</summary>
    public static string Of(AxisFacts axis, double index)
    {
        if (axis.Unit.Length == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{axis.Label} = {index:0.###}");
        }

        if (!IsTime(axis))
        {
            string place = Number(axis.ValueOf(index), Math.Max(Decimals(axis.Scale), Decimals(axis.Translate)));
            return $"{axis.Label} = {place} {axis.Unit}";
        }

        WorldUnits.TryConvert(1, axis.Unit, "s", out double second);
        (double value, double step, double extreme) = (axis.ValueOf(index) * second, axis.Scale * second, axis.Extreme * second);
        if (extreme >= 60)
        {
            return Clock(value, Math.Max(Decimals(step), Decimals(axis.Translate * second)));
        }

        (string unit, double seconds) = extreme == 0 ? s_units[0] : s_units[^1];
        foreach ((string Unit, double Seconds) known in s_units)
        {
            // Nothing is lost where the division is inexact: 0.001 s is 1 ms.
            if (extreme / known.Seconds >= 0.9999999)
            {
                (unit, seconds) = known;
                break;
            }
        }

        return $"{Number(value / seconds, Math.Max(Decimals(step / seconds), Decimals(axis.Translate * second / seconds)))} {unit}";
    }

    /// <summary>Whether an axis counts time.</summary>
    public static bool IsTime(AxisFacts axis) => WorldUnits.TryConvert(1, axis.Unit, "s", out _);

    /// <summary>Digits behind the point that a step of this size needs; for one that never ends, as many as tell neighbours apart.</summary>
    public static int Decimals(double step)
    {
        double size = Math.Abs(step);
        if (size == 0 || !double.IsFinite(size))
        {
            return 0;
        }

        double scaled = size;
        for (int digits = 0; digits <= MostDecimals / 2; digits++, scaled *= 10)
        {
            if (scaled >= 0.5 && Math.Abs(scaled - Math.Round(scaled)) <= 1e-6 * scaled)
            {
                return digits;
            }
        }

        return Math.Clamp((int)Math.Ceiling(-Math.Log10(size) + 1e-9) + 1, 1, MostDecimals);
    }

    private static string Number(double value, int decimals)
    {
        double rounded = Math.Round(value, decimals);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static string Clock(double seconds, int decimals)
    {
        long parts = 1;
        for (int i = 0; i < decimals; i++)
        {
            parts *= 10;
        }

        // In whole parts first: 59.9996 s must not become 0:00:60.000.
        long total = (long)Math.Round(Math.Abs(seconds) * parts);
        (long whole, long rest) = (total / parts, total % parts);
        string sign = seconds < 0 && total > 0 ? "−" : string.Empty;
        string fraction = decimals > 0 ? "." + rest.ToString("D" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}{fraction}");
    }
}
