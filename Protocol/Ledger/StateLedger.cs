using System;
using System.Collections.Generic;
using System.Diagnostics;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Ledger;

/// <summary>
/// Keeps, for every property, what the server confirmed and what this client wants, so that the user sees the own change at once and the truth in the end.
/// </summary>
/// <remarks>
/// <para>Rules. A change is shown as soon as it is proposed. Superseded intents are remembered until they are answered, so that a refusal rolls back to
/// the newest value that stands. An overdue answer marks the value unconfirmed and moves nothing: only a refusal rolls back. Notices update what is
/// confirmed, and what is shown only when the user has no newer change of the own. Equal absolute values are not sent twice; deltas always are.</para>
/// <para>Acknowledgement versions are not compared: real servers count some per property and some not, and answers arrive in order anyway.</para>
/// <para><b>Threads:</b> one writer, the thread that makes the first call (checked in debug builds). Time is given, from any fixed origin.</para>
/// </remarks>
public sealed class StateLedger
{
    private readonly LedgerOptions _options;
    private readonly Dictionary<PropertyKey, LedgerEntry> _entries = [];
    private readonly Dictionary<string, LedgerEntry> _byIntent = new(StringComparer.Ordinal);
    private long _order;
    private int _thread;

    /// <summary>Creates an empty ledger.</summary>
    public StateLedger(LedgerOptions? options = null)
    {
        _options = options ?? new LedgerOptions();
    }

    /// <summary>The intents without an answer, over all properties.</summary>
    public int PendingCount => _byIntent.Count;

    /// <summary>How many unanswered intents were forgotten because there were too many.</summary>
    public long ForgottenCount { get; private set; }

    /// <summary>The user changes a property; it is shown at once. To be followed by <see cref="Dispatch"/> when the intent is sent.</summary>
    /// <returns>False when the server already has this value and nothing else is on its way: nothing is to be sent.</returns>
    public bool Propose(PropertyKey key, StateValue value, IntentKind kind = IntentKind.Absolute)
    {
        AssertOwner();
        if (kind == IntentKind.Delta)
        {
            return true;
        }

        LedgerEntry entry = EntryOf(key);
        if (entry.IsRedundant(value))
        {
            return false;
        }

        entry.Propose(value);
        return true;
    }

    /// <summary>A proposal will not be sent as it is: what stood before it is shown again.</summary>
    public LedgerChange Withdraw(PropertyKey key)
    {
        AssertOwner();
        if (!_entries.TryGetValue(key, out LedgerEntry? entry))
        {
            return default;
        }

        StateValue? before = entry.Shown;
        entry.Withdraw();
        return Changed(entry, before);
    }

    /// <summary>An intent was sent. A newer proposal stays shown.</summary>
    /// <exception cref="ArgumentException">The id is in use.</exception>
    public LedgerChange Dispatch(PropertyKey key, StateValue value, IntentKind kind, string intentId, TimeSpan now)
    {
        AssertOwner();
        LedgerEntry entry = EntryOf(key);
        StateValue? before = entry.Shown;
        _byIntent.Add(intentId, entry);
        entry.Dispatch(new PendingIntent(intentId, value, kind, ++_order, now));
        if (entry.Pending.Count > _options.MaxPending)
        {
            _byIntent.Remove(entry.TakeOldest().Id);
            ForgottenCount++;
        }

        return Changed(entry, before);
    }

    /// <summary>The server answered.</summary>
    public LedgerChange Acknowledge(AckState ack, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(ack);
        return ack.Status == AckStatus.Accepted ? Accept(ack.AckedIntentId, ack.AppliedValue, now) : Reject(ack.AckedIntentId);
    }

    /// <summary>The server accepted an intent; the applied value, after clamping, wins over the one that was asked for.</summary>
    public LedgerChange Accept(string intentId, StateValue? applied, TimeSpan now)
    {
        AssertOwner();
        if (!TryTake(intentId, out LedgerEntry? entry, out PendingIntent intent, out StateValue? before))
        {
            return default;
        }

        entry!.Accept(intent, applied, now + _options.SettleTime);
        return Changed(entry, before);
    }

    /// <summary>The server refused an intent: what is shown rolls back to the newest value that stands.</summary>
    public LedgerChange Reject(string intentId)
    {
        AssertOwner();
        if (!TryTake(intentId, out LedgerEntry? entry, out PendingIntent intent, out StateValue? before))
        {
            return default;
        }

        entry!.Reject(intent);
        return Changed(entry, before);
    }

    /// <summary>The server said what a property is, whoever changed it.</summary>
    public LedgerChange Notify(PropertyKey key, StateValue value)
    {
        AssertOwner();
        LedgerEntry entry = EntryOf(key);
        StateValue? before = entry.Shown;
        entry.Notify(value);
        return Changed(entry, before);
    }

    /// <summary>Lets time pass: pauses after answers end. Adds each property whose shown value changed.</summary>
    public void Advance(TimeSpan now, ICollection<LedgerChange> changes)
    {
        AssertOwner();
        ArgumentNullException.ThrowIfNull(changes);
        foreach (LedgerEntry entry in _entries.Values)
        {
            StateValue? before = entry.Shown;
            entry.Settle(now);
            LedgerChange change = Changed(entry, before);
            if (change.IsShownChanged)
            {
                changes.Add(change);
            }
        }
    }

    /// <summary>When <see cref="Advance"/> next has something to do, or an answer becomes overdue; null for never.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? next = null;
        foreach (LedgerEntry entry in _entries.Values)
        {
            TimeSpan? due = entry.NextDue(_options.AckTimeout, now);
            next = next is null || due < next ? due ?? next : next;
        }

        return next;
    }

    /// <summary>The connection is gone. Values without an answer stay shown, unconfirmed, until they are asserted again or given up; deltas are given up.</summary>
    public void Disconnect()
    {
        AssertOwner();
        _byIntent.Clear();
        foreach (LedgerEntry entry in _entries.Values)
        {
            entry.Disconnect();
        }
    }

    /// <summary>
    /// To be called when the new session's baseline has arrived. Adds the values that the connection lost and that differ from the baseline; the caller
    /// either sends them again (they are proposed already) or, where it may not drive, gives them up.
    /// </summary>
    /// <param name="lost">Receives the values to send again.</param>
    /// <param name="giveUp">Gives them up: the baseline is shown, and the values are only reported.</param>
    /// <param name="isRestarted">The server has started anew and forgotten what it had accepted: those values are lost too.</param>
    public void TakeLost(ICollection<KeyValuePair<PropertyKey, StateValue>> lost, bool giveUp = false, bool isRestarted = false)
    {
        AssertOwner();
        ArgumentNullException.ThrowIfNull(lost);
        foreach (LedgerEntry entry in _entries.Values)
        {
            if (entry.TakeLost(isRestarted) is not { } value)
            {
                continue;
            }

            lost.Add(new(entry.Key, value));
            if (!giveUp)
            {
                entry.Propose(value);
            }
        }
    }

    /// <summary>What is known about a property; false when nothing is.</summary>
    public bool TryGet(PropertyKey key, TimeSpan now, out LedgerValue value)
    {
        bool isKnown = _entries.TryGetValue(key, out LedgerEntry? entry);
        value = isKnown ? entry!.View(now, _options.AckTimeout) : default;
        return isKnown;
    }

    /// <summary>The value to show; null when none is known.</summary>
    public StateValue? Shown(PropertyKey key) => _entries.TryGetValue(key, out LedgerEntry? entry) ? entry.Shown : null;

    /// <summary>All properties, for a report, or to assert the own ones again.</summary>
    public IEnumerable<LedgerValue> Values(TimeSpan now)
    {
        foreach (LedgerEntry entry in _entries.Values)
        {
            yield return entry.View(now, _options.AckTimeout);
        }
    }

    /// <summary>The deltas of a property that were sent and not answered, oldest first: what a prediction adds to the server's last word.</summary>
    public IEnumerable<StateValue> UnansweredDeltas(PropertyKey key)
    {
        if (_entries.TryGetValue(key, out LedgerEntry? entry))
        {
            foreach (PendingIntent intent in entry.Pending)
            {
                if (intent.Kind == IntentKind.Delta)
                {
                    yield return intent.Value;
                }
            }
        }
    }

    private static LedgerChange Changed(LedgerEntry entry, StateValue? before)
    {
        StateValue? after = entry.Shown;
        bool isSame = after is null ? before is null : after.MeansSameAs(before);
        return new LedgerChange(true, entry.Key, !isSame, after);
    }

    private LedgerEntry EntryOf(PropertyKey key)
    {
        if (!_entries.TryGetValue(key, out LedgerEntry? entry))
        {
            entry = new LedgerEntry(key);
            _entries.Add(key, entry);
        }

        return entry;
    }

    private bool TryTake(string intentId, out LedgerEntry? entry, out PendingIntent intent, out StateValue? before)
    {
        intent = default;
        before = null;
        if (!_byIntent.Remove(intentId, out entry))
        {
            return false;
        }

        before = entry.Shown;
        return entry.TryTake(intentId, out intent);
    }

    [Conditional("DEBUG")]
    private void AssertOwner()
    {
        int current = Environment.CurrentManagedThreadId;
        _thread = _thread == 0 ? current : _thread;
        Debug.Assert(_thread == current, "The ledger has one writer.");
    }
}
