using System;
using System.Collections.Generic;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>The throttle, who waits in it for which answer, and the book that follows each intent through it.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class IntentLine
{
    private readonly IntentThrottle _throttle = new();
    private readonly Dictionary<string, long> _tickets = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <summary>Creates an empty line.</summary>
    public IntentLine(TimeProvider time)
    {
        _time = time;
        Book = new IntentBook(time);
    }

    /// <summary>Each intent's way.</summary>
    public IntentBook Book { get; }

    /// <summary>The newest revision that an answer named.</summary>
    public long? LastRevision { get; private set; }

    /// <summary>Intents that the server has not answered.</summary>
    public int Unanswered => _tickets.Count;

    /// <summary>Whether anything waits or is unanswered.</summary>
    public bool IsBusy => _throttle.HasWaiting || _throttle.UnansweredCount > 0;

    /// <summary>A new value, or an amount more.</summary>
    public void Offer(PropertyKey key, in IntentValue value)
    {
        Book.OnQueued(key);
        _throttle.Offer(key, value);
    }

    /// <summary>Goes to an index by every index in between.</summary>
    public void Walk(PropertyKey key, long from, long to)
    {
        Book.OnQueued(key);
        _throttle.Walk(key, from, to);
    }

    /// <summary>Takes what may go now.</summary>
    public int Flush(TimeSpan now, Span<OutgoingIntent> output) => _throttle.Flush(now, output);

    /// <summary>When <see cref="Flush"/> has something to do; null when nothing waits.</summary>
    public TimeSpan? NextDue(TimeSpan now) => _throttle.NextDue(now);

    /// <summary>It was given to the socket.</summary>
    public void OnPosted(in OutgoingIntent intent, string intentId)
    {
        _tickets[intentId] = intent.Ticket;
        Book.OnDispatched(intent.Key, intentId, _time.GetTimestamp());
    }

    /// <summary>It is not sent at all.</summary>
    public void Refuse(in OutgoingIntent intent)
    {
        _throttle.Withdraw(intent.Ticket);
        Book.OnRefused(intent.Key);
    }

    /// <summary>There was no room: it waits again, unless something newer does already.</summary>
    public void PutBack(in OutgoingIntent intent)
    {
        _throttle.Withdraw(intent.Ticket);
        _throttle.Offer(intent.Key, intent.Value);
    }

    /// <summary>The server answered.</summary>
    public void OnAck(AckState ack, long receivedAt)
    {
        Book.OnAcked(ack, receivedAt);
        if (!_tickets.Remove(ack.AckedIntentId, out long ticket))
        {
            return;
        }

        _throttle.Answer(ticket, _time.GetElapsedTime(0, receivedAt));
        if (ack.Revision is { } revision && ack.Status != AckStatus.Rejected)
        {
            LastRevision = Math.Max(LastRevision ?? long.MinValue, revision);
        }
    }

    /// <summary>Something else than an answer measured the round trip.</summary>
    public void ObserveRoundTrip(TimeSpan roundTrip, TimeSpan now) => _throttle.ObserveRoundTrip(roundTrip, now);

    /// <summary>The session is gone, and what was on its way with it.</summary>
    public void OnDisconnected()
    {
        Book.OnDisconnected();
        _throttle.Clear();
        _tickets.Clear();
        LastRevision = null;
    }
}
