using System;

namespace Fathom.Protocol.Intents;

/// <summary>
/// The smallest round trip of the recent past. The minimum, since a busy server's queue must not widen the window that fills it.
/// </summary>
internal sealed class RoundTripMinimum(TimeSpan span)
{
    private TimeSpan _current = TimeSpan.MaxValue;
    private TimeSpan _previous = TimeSpan.MaxValue;
    private TimeSpan _turn;

    /// <summary>The minimum; null before the first answer.</summary>
    public TimeSpan? Value => _current < _previous ? _current : _previous < TimeSpan.MaxValue ? _previous : null;

    public void Observe(TimeSpan roundTrip, TimeSpan now)
    {
        if (now - _turn >= span)
        {
            _previous = now - _turn < span + span ? _current : TimeSpan.MaxValue;
            _current = TimeSpan.MaxValue;
            _turn = now;
        }

        TimeSpan sane = roundTrip < TimeSpan.Zero ? TimeSpan.Zero : roundTrip;
        _current = sane < _current ? sane : _current;
    }
}
