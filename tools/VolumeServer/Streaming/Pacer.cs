using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Lets through at most so many a second on average, but the first after a pause at once: an intent must not wait for a tick. One may be saved up,
/// so that an intent that comes between two ticks of a player is drawn then and there.
/// </summary>
internal sealed class Pacer
{
    private const double Burst = 2;

    private readonly double _period;
    private double _credit = Burst;
    private double _last = double.NegativeInfinity;

    public Pacer(double perSecond) => _period = 1 / perSecond;

    /// <summary>Seconds until the next may pass; 0 = now.</summary>
    public double Delay(double now)
    {
        double credit = Math.Min(Burst, _credit + ((now - _last) / _period));

        // A nanosecond short of a whole credit is rounding, and nobody should wait for it.
        return credit >= 1 - 1e-6 ? 0 : (1 - credit) * _period;
    }

    /// <summary>One passes.</summary>
    public void Spend(double now)
    {
        _credit = Math.Min(Burst, double.IsInfinity(_last) ? Burst : _credit + ((now - _last) / _period)) - 1;
        _last = now;
    }
}
