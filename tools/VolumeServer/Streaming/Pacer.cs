using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Lets through at most so many a second on average, but the first after a pause at once: an intent must not wait for a tick. One may be saved up,
/// so that an intent that comes between two ticks of a player is drawn then and there.
/// </summary>
/// <remarks>
/// What a viewer asked for has more rights than what moves by itself: with the encoder free it waits for nothing but a picture asked for a moment ago, and never longer
/// than a period after the last. What moves by itself is in that picture too, and stands back meanwhile.
/// </remarks>
internal sealed class Pacer
{
    private const double Burst = 2;

    /// <summary>More pictures than this nobody sees, however fast a hand moves.</summary>
    private const double QuickestPeriod = 1.0 / 60;

    /// <summary>Periods after a picture that was asked for within which the next one of a drag comes.</summary>
    private const double LikelySoon = 1.5;

    private readonly double _period;
    private readonly double _quickest;
    private double _credit = Burst;
    private double _last = double.NegativeInfinity;
    private double _lastAsked = double.NegativeInfinity;

    public Pacer(double perSecond)
    {
        _period = 1 / perSecond;
        _quickest = Math.Min(_period, Math.Max(_period / 2, QuickestPeriod));
    }

    /// <summary>Seconds until the next may pass; 0 = now. Between two pictures of somebody who drags there is none: the second would wait for it.</summary>
    public double Delay(double now) => Math.Max(CreditIn(now), _lastAsked + (LikelySoon * _period) - now);

    /// <summary>The same for something that a viewer asked for.</summary>
    public double DelayAsked(double now, bool isEncoderFree)
    {
        double wait = isEncoderFree ? _lastAsked + _quickest - now : _last + _period - now;
        return wait <= 1e-6 * _period ? 0 : Math.Min(wait, CreditIn(now));
    }

    /// <summary>One passes.</summary>
    public void Spend(double now, bool isAsked = false)
    {
        _credit = Math.Max(0, CreditAt(now) - 1);
        _last = now;
        _lastAsked = isAsked ? now : _lastAsked;
    }

    private double CreditIn(double now)
    {
        double credit = CreditAt(now);

        // A nanosecond short of a whole credit is rounding, and nobody should wait for it.
        return credit >= 1 - 1e-6 ? 0 : (1 - credit) * _period;
    }

    private double CreditAt(double now) => double.IsInfinity(_last) ? Burst : Math.Min(Burst, _credit + ((now - _last) / _period));
}
