using System;

namespace Fathom.Protocol.Commands;

/// <summary>
/// Decides when a request for a key frame leaves: at once when one is first needed, then with pauses that grow while none comes, and never while an
/// answer is due.
/// </summary>
/// <remarks>
/// A request resets the encoder for every viewer and makes the server announce the stream again, so that asking at each announcement would never
/// end. A request grants the wish behind it: whoever still needs a key frame wishes again, so that no wish outlives its reason. Pure: time comes in from
/// outside. <b>Threads</b>: one.
/// </remarks>
public sealed class KeyframeRequests
{
    private const int Growth = 4;

    private TimeSpan _firstPause;
    private TimeSpan _pause;
    private TimeSpan? _lastAsked;
    private bool _inVain;
    private bool _outstanding;

    /// <summary>Creates the policy.</summary>
    /// <param name="firstPause">The least time between two requests; at least one second on a shared encoder.</param>
    public KeyframeRequests(TimeSpan firstPause)
    {
        _firstPause = firstPause;
        _pause = firstPause;
    }

    /// <summary>Whether a wish waits.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>Whether an answer is due.</summary>
    public bool IsOutstanding => _outstanding;

    /// <summary>When <see cref="TryTake"/> would allow the next request; null when none is wanted or an answer is due.</summary>
    public TimeSpan? NextDue => !IsWanted || _outstanding ? null : _lastAsked is TimeSpan asked ? asked + _pause : TimeSpan.Zero;

    /// <summary>The decoder needs a key frame.</summary>
    public void Want() => IsWanted = true;

    /// <summary>A key frame came.</summary>
    public void Satisfied()
    {
        IsWanted = false;
        _inVain = false;
        _pause = _firstPause;
    }

    /// <summary>True when a request is to be sent now; it then counts as sent.</summary>
    public bool TryTake(TimeSpan now)
    {
        if (NextDue is not TimeSpan due || now < due)
        {
            return false;
        }

        // Asked again without a key frame in between: the server cannot give one now, so leave it more time.
        _pause = _inVain ? TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, _firstPause.Ticks * Growth)) : _firstPause;
        _inVain = true;
        _lastAsked = now;
        _outstanding = true;
        IsWanted = false;
        return true;
    }

    /// <summary>The request was answered, refused or given up.</summary>
    public void Answered() => _outstanding = false;

    /// <summary>A session began or ended: nothing is wanted or outstanding, and a new wish is granted at once.</summary>
    /// <param name="firstPause">The least time between two requests from now on.</param>
    public void Reset(TimeSpan firstPause)
    {
        _firstPause = firstPause;
        _pause = firstPause;
        _lastAsked = null;
        _inVain = false;
        _outstanding = false;
        IsWanted = false;
    }
}
