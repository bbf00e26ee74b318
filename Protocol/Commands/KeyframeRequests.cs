using System;

namespace Fathom.Protocol.Commands;

/// <summary>Decides when to ask for a key frame: at once when one is first needed, then with pauses, and never while an answer is due.</summary>
/// <remarks>
/// A request resets the encoder for every viewer and makes the server announce the stream again, so that asking at each announcement would never
/// end. Pure: time comes in from outside. <b>Threads</b>: one.
/// </remarks>
public sealed class KeyframeRequests
{
    private readonly TimeSpan _longestPause;
    private readonly TimeSpan _firstPause;
    private TimeSpan _pause;
    private TimeSpan? _lastAsked;
    private bool _outstanding;

    /// <summary>Creates the policy.</summary>
    /// <param name="firstPause">The least time between two requests; at least one second on a shared encoder.</param>
    public KeyframeRequests(TimeSpan firstPause)
    {
        const int Growth = 4;
        _firstPause = firstPause;
        _longestPause = firstPause * Growth;
        _pause = firstPause;
    }

    /// <summary>Whether a key frame is needed.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>When <see cref="TryTake"/> would allow the next request; null when none is wanted or an answer is due.</summary>
    public TimeSpan? NextDue => !IsWanted || _outstanding ? null : _lastAsked is TimeSpan asked ? asked + _pause : TimeSpan.Zero;

    /// <summary>The decoder needs a key frame.</summary>
    public void Want() => IsWanted = true;

    /// <summary>A key frame came.</summary>
    public void Satisfied()
    {
        IsWanted = false;
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
        _pause = _lastAsked is null ? _firstPause : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, _longestPause.Ticks));
        _lastAsked = now;
        _outstanding = true;
        return true;
    }

    /// <summary>The request was answered, refused or given up.</summary>
    public void Answered() => _outstanding = false;

    /// <summary>The session ended: nothing is outstanding, and a new session may be asked at once.</summary>
    public void Reset()
    {
        _outstanding = false;
        _lastAsked = null;
        _pause = _firstPause;
    }
}
