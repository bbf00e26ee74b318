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

    /// <summary>A key frame is several times a frame: with others about it waits for a pause between pictures, but not longer than this.</summary>
    private const double LongestWait = 0.25;

    /// <summary>No picture for this long is a pause.</summary>
    private const double Lull = 0.03;

    private double _credit = Most;
    private double _creditAt = double.NegativeInfinity;
    private double _last = double.NegativeInfinity;
    private double _wantedAt = double.PositiveInfinity;
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

    /// <summary>The same, where others watch for whom a key frame now would be a delay.</summary>
    public double DueIn(double now, double lastEncoded)
    {
        double due = DueIn(now);
        if (double.IsInfinity(due))
        {
            _wantedAt = double.PositiveInfinity;
            return due;
        }

        _wantedAt = Math.Min(_wantedAt, now);
        return Math.Max(due, Math.Min(lastEncoded + Lull - now, _wantedAt + LongestWait - now));
    }

    /// <summary>True when the next frame is to be a key frame; the wish is then granted.</summary>
    public bool TryTake(double now, double lastEncoded) => DueIn(now, lastEncoded) <= 0 && Interlocked.Exchange(ref _wanted, 0) != 0;

    /// <summary>A key frame was made, wanted or not.</summary>
    public void OnMade(double now)
    {
        _credit = Math.Max(0, CreditAt(now) - 1);
        _creditAt = now;
        _last = now;
        _wantedAt = double.PositiveInfinity;
    }

    private double CreditAt(double now) => double.IsInfinity(_creditAt) ? Most : Math.Min(Most, _credit + ((now - _creditAt) / Refill));
}
