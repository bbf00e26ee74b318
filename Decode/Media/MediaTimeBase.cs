using System;

namespace Fathom.Decode.Media;

/// <summary>How long one tick of a stream's timestamps is: numerator / denominator seconds.</summary>
/// <param name="Numerator">Seconds …</param>
/// <param name="Denominator">… divided by this; 0 when the file does not say.</param>
public readonly record struct MediaTimeBase(int Numerator, int Denominator)
{
    /// <summary>Ticks as seconds; 0 for a time that is not known.</summary>
    public double ToSeconds(long ticks) => ticks == MediaPacket.NoTime || Denominator == 0 ? 0 : (double)ticks * Numerator / Denominator;

    /// <summary>Seconds as ticks, rounded down.</summary>
    public long FromSeconds(double seconds) => Numerator == 0 ? 0 : (long)Math.Floor(seconds * Denominator / Numerator);
}
