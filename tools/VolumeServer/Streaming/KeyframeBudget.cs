using System;
using System.Threading;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// When a stream makes a key frame that somebody waits for. A few come at once; somebody who connects in a loop, or asks without end, must not cost the others
/// their pictures, so that more than a few come one after the other.
/// </summary>
/// <remarks>Threads: <see cref="Request"/> by any, the rest by the encode thread.</remarks>
internal sealed class KeyframeBudget
{
    private const double Spacing = 0.25;
    private const double Refill = 2;
    private const double Most = 4;

    private double _credit = Most;
    private double _creditAt = double.NegativeInfinity;
    private double _last = double.NegativeInfinity;
    private int _wanted = 1;

    public bool IsWanted => Volatile.Read(ref _wanted) != 0;

    public void Request() => Interlocked.Exchange(ref _wanted, 1);

    /// <summary>Seconds until a key frame that somebody waits for may be made: 0 = now, infinite = nobody waits.</summary>
    public double DueIn(double now)
    {
        if (!IsWanted)
        {
            return double.PositiveInfinity;
        }

        double credit = CreditAt(now);
        return Math.Max(0, Math.Max(_last + Spacing - now, credit >= 1 ? 0 : (1 - credit) * Refill));
    }

    /// <summary>True when the next frame is to be a key frame; the wish is then granted.</summary>
    public bool TryTake(double now) => DueIn(now) <= 0 && Interlocked.Exchange(ref _wanted, 0) != 0;

    /// <summary>A key frame was made, wanted or not.</summary>
    public void OnMade(double now)
    {
        _credit = Math.Max(0, CreditAt(now) - 1);
        _creditAt = now;
        _last = now;
    }

    private double CreditAt(double now) => double.IsInfinity(_creditAt) ? Most : Math.Min(Most, _credit + ((now - _creditAt) / Refill));
}
