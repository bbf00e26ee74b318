using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Intents;

/// <summary>One property's way through the throttle: at most one value waits, a few are unanswered.</summary>
internal sealed class IntentLane(PropertyKey key, int maxWindow)
{
    private readonly (long Ticket, TimeSpan SentAt)[] _unanswered = new (long, TimeSpan)[maxWindow + 1];
    private IntentValue _waiting;
    private long _walkTo;
    private long _walkAt;
    private bool _isWalking;
    private bool _isUrgent;
    private TimeSpan _lastSent = TimeSpan.MinValue;

    public PropertyKey Key { get; } = key;

    public int UnansweredCount { get; private set; }

    public bool HasWaiting { get; private set; }

    public void Offer(in IntentValue value)
    {
        _waiting = HasWaiting && !_isWalking ? IntentValue.Combine(_waiting, value) : value;
        HasWaiting = !_waiting.IsNeutral;
        _isWalking = false;
    }

    /// <summary>Goes to an index by every index in between, from the last one sent while it is under way.</summary>
    public void Walk(long from, long to)
    {
        _walkAt = HasWaiting && _isWalking ? _walkAt : from;
        _walkTo = to;
        _isWalking = _walkAt != to;
        HasWaiting = _isWalking;
    }

    /// <summary>Lets the waiting value go at once, past the pace and the window.</summary>
    public void Hurry() => _isUrgent = HasWaiting && !_isWalking;

    public void Clear()
    {
        HasWaiting = false;
        _isWalking = false;
        _isUrgent = false;
        UnansweredCount = 0;
    }

    /// <summary>When the waiting value may go; null when nothing waits.</summary>
    public TimeSpan? Due(TimeSpan now, TimeSpan interval, int window, TimeSpan timeout)
    {
        if (!HasWaiting)
        {
            return null;
        }

        if (_isUrgent && UnansweredCount < _unanswered.Length)
        {
            return now;
        }

        TimeSpan due = _lastSent == TimeSpan.MinValue || _lastSent + interval < now ? now : _lastSent + interval;
        if (UnansweredCount >= window)
        {
            TimeSpan expiry = _unanswered[UnansweredCount - window].SentAt + timeout;
            due = expiry > due ? expiry : due;
        }

        return due;
    }

    public IntentValue Send(long ticket, TimeSpan now)
    {
        if (_isWalking)
        {
            _walkAt += Math.Sign(_walkTo - _walkAt);
            _waiting = IntentValue.Index(_walkAt);
            _isWalking = _walkAt != _walkTo;
        }

        HasWaiting = _isWalking;
        _isUrgent = false;
        _lastSent = now;
        _unanswered[UnansweredCount++] = (ticket, now);
        return _waiting;
    }

    public bool TryAnswer(long ticket, out TimeSpan sentAt)
    {
        for (int i = 0; i < UnansweredCount; i++)
        {
            if (_unanswered[i].Ticket == ticket)
            {
                sentAt = _unanswered[i].SentAt;
                Remove(i, 1);
                return true;
            }
        }

        sentAt = default;
        return false;
    }

    /// <summary>Forgets intents that nobody will answer any more, and returns how many.</summary>
    public int Expire(TimeSpan now, TimeSpan timeout)
    {
        int count = 0;
        while (count < UnansweredCount && now - _unanswered[count].SentAt >= timeout)
        {
            count++;
        }

        Remove(0, count);
        return count;
    }

    private void Remove(int at, int count)
    {
        Array.Copy(_unanswered, at + count, _unanswered, at, UnansweredCount - at - count);
        UnansweredCount -= count;
    }
}
