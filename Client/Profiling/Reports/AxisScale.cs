using System;
using System.Collections.Generic;

namespace Fathom.Client.Profiling.Reports;

/// <summary>Places values on a line of a plot, with round numbers to label it.</summary>
/// <param name="Low">The value at <paramref name="From"/>.</param>
/// <param name="High">The value at <paramref name="To"/>.</param>
/// <param name="From">Where the line begins, in pixels.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct AxisScale(double Low, double High, double From, double To)
{
    /// <summary>The place of a value; beyond the ends it stays at them.</summary>
    public double this[double value] => From + ((To - From) * Math.Clamp((value - Low) / Math.Max(High - Low, 1e-9), 0, 1));

    /// <summary>Round values, about as many as asked for.</summary>
    public IEnumerable<double> Ticks(int about)
    {
        double step = Step((High - Low) / about);
        double first = Math.Ceiling((Low / step) - 1e-9) * step;
        int count = (int)Math.Floor(((High - first) / step) + 1e-9) + 1;
        for (int i = 0; i < count; i++)
        {
            yield return first + (i * step);
        }
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Step(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(rough, 1e-6))));
        double digit = rough / power;
        return power * (digit <= 1.5 ? 1 : digit <= 3 ? 2 : digit <= 7 ? 5 : 10);
    }
}
