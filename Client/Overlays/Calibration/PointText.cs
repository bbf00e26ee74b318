using System;
using System.Buffers;
using System.Globalization;
using Fathom.Client.Hosting;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Reads points and lengths as they are typed.</summary>
internal static class PointText
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    /// <summary>Reads x,y.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out (double X, double Y) point)
    {
        point = default;
        int comma = text.IndexOf(',');
        return comma > 0
            && double.TryParse(text[..comma], NumberStyles.Float, CultureInfo.InvariantCulture, out point.X)
            && double.TryParse(text[(comma + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out point.Y);
    }

    /// <summary>Reads a number with a unit of length, as in 50cm; the unit is "" where there is none.</summary>
    public static bool TryParseLength(ReadOnlySpan<char> text, out double length, out string unit)
    {
        text = text.Trim();
        int end = text.LastIndexOfAny(s_digits) + 1;
        unit = text[end..].Trim().ToString();
        return double.TryParse(text[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out length) && (unit.Length == 0 || WorldUnits.IsLength(unit));
    }
}
