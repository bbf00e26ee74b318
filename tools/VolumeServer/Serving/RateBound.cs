using System;

namespace Fathom.VolumeServer.Serving;

/// <summary>Lets so much through a second, and a burst of a few seconds' worth.</summary>
/// <remarks>Pure; times in seconds come from outside. Threads: any.</remarks>
internal sealed class RateBound
{
    private readonly object _gate = new();
    private readonly double _perSecond;
    private readonly double _burst;
    private double _level;
    private double _at = double.NegativeInfinity;

    public RateBound(double perSecond, double burstSeconds)
    {
        _perSecond = perSecond;
        _burst = perSecond * burstSeconds;
    }

    /// <summary>False when that is too much.</summary>
    public bool TryPass(double amount, double now)
    {
        lock (_gate)
        {
            _level = double.IsInfinity(_at) ? 0 : Math.Max(0, _level - ((now - _at) * _perSecond));
            _at = now;
            if (_level + amount > _burst)
            {
                return false;
            }

            _level += amount;
            return true;
        }
    }
}
