using System;

namespace Fathom.Client.Telemetry;

/// <summary>
/// Whether swaps keep step with the monitor's refresh: of swaps that wait for it the times fall at one phase of its period, of
/// others they fall anywhere.
/// </summary>
/// <remarks>Threads: one owner. Adding allocates nothing.</remarks>
internal sealed class RefreshPhase
{
    private const int Window = 32;
    private const int Fewest = 8;
    private const double Locked = 0.8;

    private readonly double[] _swaps = new double[Window];
    private int _count;

    /// <summary>Refreshes a second, as the monitor says; 0 when unknown.</summary>
    public double Rate { get; set; }

    /// <summary>A swap returned, in seconds.</summary>
    public void Add(double at) => _swaps[_count++ % Window] = at;

    /// <summary>Looks at the last swaps.</summary>
    /// <param name="spreadMs">How far they scatter about their phase, in milliseconds.</param>
    /// <returns>True when they keep step; null when nobody can tell: too few of them, or no rate.</returns>
    public bool? IsLocked(out double spreadMs)
    {
        spreadMs = double.NaN;
        int count = Math.Min(_count, Window);
        if (count < Fewest || Rate <= 0)
        {
            return null;
        }

        (double x, double y) = (0, 0);
        for (int i = 0; i < count; i++)
        {
            (double sin, double cos) = Math.SinCos(Angle(_swaps[i]));
            (x, y) = (x + cos, y + sin);
        }

        double length = Math.Min(1, Math.Sqrt((x * x) + (y * y)) / count);
        spreadMs = Math.Sqrt(-2 * Math.Log(Math.Max(length, 1e-6))) / (2 * Math.PI * Rate) * 1000;
        return length > Locked;
    }

    private double Angle(double at) => 2 * Math.PI * ((at * Rate) % 1);
}
