using System;

namespace Fathom.ImpairmentProxy;

/// <summary>
/// A narrow place: bytes leave it at a rate, a rest saves up a burst. It may go into debt, so that a piece that is larger than
/// the whole bucket passes too and is paid for afterwards.
/// </summary>
internal sealed class TokenBucket
{
    private double _paidUntil = double.NegativeInfinity;

    /// <summary>When the last of <paramref name="bytes"/> that arrive now have left.</summary>
    public double Pass(int bytes, double now, double bytesPerSecond, double burstBytes)
    {
        if (double.IsPositiveInfinity(bytesPerSecond))
        {
            return now;
        }

        double saved = now - (burstBytes / bytesPerSecond);
        _paidUntil = Math.Max(_paidUntil, saved) + (bytes / bytesPerSecond);
        return Math.Max(now, _paidUntil);
    }
}
