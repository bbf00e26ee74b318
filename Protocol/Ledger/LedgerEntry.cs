using System;
using System.Collections.Generic;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Ledger;

/// <summary>One property's record.</summary>
internal sealed class LedgerEntry(PropertyKey key)
{
    private readonly List<PendingIntent> _pending = [];
    private StateValue? _local;
    private StateValue? _orphan;
    private StateValue? _own;
    private StateValue? _held;
    private TimeSpan _heldUntil;
    private long _acceptedOrder;

    public PropertyKey Key { get; } = key;

    public StateValue? Confirmed { get; private set; }

    public bool IsOurs { get; private set; }

    public IReadOnlyList<PendingIntent> Pending => _pending;

    public bool HasOrphan => _orphan is not null;

    /// <summary>What the user is doing now wins over what is on its way, and that over what the server said.</summary>
    public StateValue? Shown => _local ?? NewestUnanswered()?.Value ?? _orphan ?? _held ?? Confirmed;

    /// <summary>Whether sending this absolute value would tell the server nothing new.</summary>
    public bool IsRedundant(StateValue value) =>
        _local is null && _orphan is null && NewestUnanswered() is null
        && value.MeansSameAs(Confirmed) && (_held is null || value.MeansSameAs(_held));

    public void Propose(StateValue value)
    {
        _local = value;
        _orphan = null;
        _held = null;
    }

    public void Withdraw() => _local = null;

    public void Dispatch(in PendingIntent intent)
    {
        _pending.Add(intent);
        if (intent.Kind == IntentKind.Absolute)
        {
            _orphan = null;
            _held = null;
            if (intent.Value.MeansSameAs(_local))
            {
                _local = null;
            }
        }
    }

    public bool TryTake(string id, out PendingIntent intent)
    {
        for (int i = 0; i < _pending.Count; i++)
        {
            if (_pending[i].Id == id)
            {
                intent = _pending[i];
                _pending.RemoveAt(i);
                return true;
            }
        }

        intent = default;
        return false;
    }

    public PendingIntent TakeOldest()
    {
        PendingIntent oldest = _pending[0];
        _pending.RemoveAt(0);
        return oldest;
    }

    public void Accept(in PendingIntent intent, StateValue? applied, TimeSpan holdUntil)
    {
        // The server applies in the order of sending: the answer to an older intent says nothing about now.
        if (intent.Kind == IntentKind.Delta || intent.Order < _acceptedOrder)
        {
            return;
        }

        _acceptedOrder = intent.Order;
        Confirmed = applied ?? intent.Value;
        IsOurs = true;
        _held = Confirmed;
        _heldUntil = holdUntil;
    }

    public void Reject(in PendingIntent intent)
    {
        if (intent.Kind == IntentKind.Absolute && intent.Order > _acceptedOrder)
        {
            _held = null;
        }
    }

    public void Notify(StateValue value)
    {
        IsOurs &= value.MeansSameAs(Confirmed);
        Confirmed = value;
    }

    /// <summary>Ends the pause after an answer.</summary>
    public void Settle(TimeSpan now)
    {
        if (_held is not null && now >= _heldUntil)
        {
            _held = null;
        }
    }

    /// <summary>The next moment at which time alone changes something.</summary>
    public TimeSpan? NextDue(TimeSpan ackTimeout, TimeSpan now)
    {
        TimeSpan? due = _held is null ? null : _heldUntil;
        if (NewestUnanswered() is { } newest && newest.SentAt + ackTimeout > now && (due is null || newest.SentAt + ackTimeout < due))
        {
            due = newest.SentAt + ackTimeout;
        }

        return due;
    }

    public bool IsLate(TimeSpan now, TimeSpan ackTimeout) => NewestUnanswered() is { } newest && now - newest.SentAt >= ackTimeout;

    /// <summary>
    /// The connection is gone: nobody will answer. Deltas are given up, since they may have been applied; the newest absolute value stays shown as an
    /// orphan, until it is asserted again or given up.
    /// </summary>
    public void Disconnect()
    {
        _orphan = _local ?? NewestUnanswered()?.Value ?? _orphan;
        _own = IsOurs ? Confirmed : _own;
        _local = null;
        _held = null;
        _pending.Clear();
    }

    /// <summary>What the connection lost and the new baseline lacks: an unanswered wish, or after a restart of the server also what it had accepted.</summary>
    public StateValue? TakeLost(bool isRestarted)
    {
        StateValue? lost = _orphan ?? (isRestarted ? _own : null);
        _orphan = null;
        _own = null;
        return lost is null || lost.MeansSameAs(Confirmed) ? null : lost;
    }

    public LedgerValue View(TimeSpan now, TimeSpan ackTimeout) =>
        new(Key, Shown, Confirmed, _pending.Count, HasOrphan || IsLate(now, ackTimeout), IsOurs);

    private PendingIntent? NewestUnanswered()
    {
        for (int i = _pending.Count - 1; i >= 0; i--)
        {
            if (_pending[i].Kind == IntentKind.Absolute)
            {
                return _pending[i].Order > _acceptedOrder ? _pending[i] : null;
            }
        }

        return null;
    }
}
