using System;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>What the user wants of one property and has not been sent, and how much of it is on the way.</summary>
/// <remarks>
/// Threads: main thread only. The first value goes at once, the last always goes, what lies between is overwritten (absolutes) or
/// combined (deltas) while the window of unanswered intents is full: a slow link paces itself.
/// </remarks>
internal sealed class IntentSlot
{
    private const int Window = 2;

    private readonly Func<StateValue, StateValue, StateValue>? _combine;
    private readonly double _minimumSeconds;
    private readonly double _forgetSeconds;
    private StateValue? _wanted;
    private double _lastSent = double.NegativeInfinity;
    private int _inFlight;

    /// <summary>Creates a slot.</summary>
    /// <param name="key">The property.</param>
    /// <param name="minimumSeconds">Between two intents.</param>
    /// <param name="forgetSeconds">An answer that takes longer does not hold the next intent back.</param>
    /// <param name="combine">Adds a delta to one that waits; null for absolute values.</param>
    public IntentSlot(PropertyKey key, double minimumSeconds, double forgetSeconds, Func<StateValue, StateValue, StateValue>? combine = null)
    {
        Key = key;
        _minimumSeconds = minimumSeconds;
        _forgetSeconds = forgetSeconds;
        _combine = combine;
    }

    /// <summary>The property.</summary>
    public PropertyKey Key { get; }

    /// <summary>Whether something waits or is unanswered.</summary>
    public bool IsBusy => _wanted is not null || _inFlight > 0;

    /// <summary>The user wants this.</summary>
    public void Want(StateValue value) => _wanted = _wanted is null || _combine is null ? value : _combine(_wanted, value);

    /// <summary>When the next intent may go; null when none waits.</summary>
    public double? NextDue()
    {
        if (_wanted is null)
        {
            return null;
        }

        double soonest = _lastSent + _minimumSeconds;
        return _inFlight < Window ? soonest : Math.Max(soonest, _lastSent + _forgetSeconds);
    }

    /// <summary>Takes what is to be sent now.</summary>
    public bool TryTake(double now, out StateValue? value)
    {
        value = null;
        if (NextDue() is not { } due || due > now)
        {
            return false;
        }

        if (_inFlight >= Window)
        {
            _inFlight = 0;
        }

        value = _wanted;
        _wanted = null;
        _lastSent = now;
        _inFlight++;
        return true;
    }

    /// <summary>The intent could not be sent: it waits again, behind nothing newer.</summary>
    public void PutBack(StateValue value)
    {
        _inFlight--;
        _wanted = _wanted is null ? value : _combine is null ? _wanted : _combine(value, _wanted);
    }

    /// <summary>One was answered.</summary>
    public void Answered() => _inFlight = Math.Max(0, _inFlight - 1);

    /// <summary>The session is gone: what waits belongs to it.</summary>
    public void Clear()
    {
        _wanted = null;
        _inFlight = 0;
    }
}
