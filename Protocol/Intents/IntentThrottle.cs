using System;
using System.Collections.Generic;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Intents;

/// <summary>
/// Decides when intents go to the server. The first goes at once and the last always goes; in between as many as the link carries: at most
/// <see cref="ThrottleOptions.MaxRate"/> a second for one property, and no more unanswered than round trip × rate + 1.
/// </summary>
/// <remarks>
/// <para>Each property has its own lane, so that one slider never holds back another. A waiting absolute value is overwritten by a newer one; waiting
/// deltas are combined. A new value never restarts the wait.</para>
/// <para>Pure: no timer, no clock. The caller gives the time (from any fixed origin), calls <see cref="Flush"/> when <see cref="NextDue"/> says so and
/// after every offer and answer. Nothing is allocated once a property has its lane. <b>Threads:</b> one.</para>
/// </remarks>
public sealed class IntentThrottle
{
    private readonly ThrottleOptions _options;
    private readonly Dictionary<(PropertyKey Key, IntentForm Form), IntentLane> _byKey = [];
    private readonly List<IntentLane> _lanes = [];
    private readonly RoundTripMinimum _roundTrip;
    private readonly TimeSpan _interval;
    private long _ticket;
    private int _turn;

    /// <summary>Creates a throttle with nothing waiting.</summary>
    public IntentThrottle(ThrottleOptions? options = null)
    {
        _options = options ?? new ThrottleOptions();
        _roundTrip = new RoundTripMinimum(_options.RoundTripSpan);
        _interval = TimeSpan.FromSeconds(1 / _options.MaxRate);
    }

    /// <summary>The unanswered intents that are allowed for one property now.</summary>
    public int Window => _roundTrip.Value is { } roundTrip
        ? (int)Math.Clamp(Math.Ceiling(roundTrip.TotalSeconds * _options.MaxRate) + 1, 2, _options.MaxWindow)
        : _options.InitialWindow;

    /// <summary>Whether a value waits to be sent.</summary>
    public bool HasWaiting => _lanes.Exists(static lane => lane.HasWaiting);

    /// <summary>The unanswered intents of all properties.</summary>
    public int UnansweredCount
    {
        get
        {
            int count = 0;
            foreach (IntentLane lane in _lanes)
            {
                count += lane.UnansweredCount;
            }

            return count;
        }
    }

    /// <summary>How many intents were never answered in time; they were not sent again.</summary>
    public long ExpiredCount { get; private set; }

    private TimeSpan Timeout => _roundTrip.Value is { } roundTrip && 4 * roundTrip > _options.AnswerTimeout ? 4 * roundTrip : _options.AnswerTimeout;

    /// <summary>A new value, or an amount more.</summary>
    public void Offer(PropertyKey key, in IntentValue value) => LaneOf(key, value.Form).Offer(value);

    /// <summary>Goes along an axis to an index so that every index in between is sent too, at the pace that the link allows.</summary>
    /// <param name="key">The property.</param>
    /// <param name="from">Where the axis stands; of no meaning while an earlier walk is under way, which then turns towards the new end.</param>
    /// <param name="to">Where to go.</param>
    public void Walk(PropertyKey key, long from, long to) => LaneOf(key, IntentForm.Index).Walk(from, to);

    /// <summary>The gesture has ended: what waits for this property goes with the next flush. A walk keeps its pace.</summary>
    public void Finish(PropertyKey key)
    {
        foreach (IntentLane lane in _lanes)
        {
            if (lane.Key == key)
            {
                lane.Hurry();
            }
        }
    }

    /// <summary>Takes what is to be sent now, at most one intent for each property.</summary>
    /// <returns>The number of intents written; with as many as <paramref name="output"/> holds, there may be more.</returns>
    public int Flush(TimeSpan now, Span<OutgoingIntent> output)
    {
        int window = Window;
        TimeSpan timeout = Timeout;
        int count = 0;

        // Each flush begins with the lane behind the last one served, so that a short output starves nobody.
        for (int i = 0; i < _lanes.Count && count < output.Length; i++)
        {
            IntentLane lane = _lanes[(_turn + i) % _lanes.Count];
            ExpiredCount += lane.Expire(now, timeout);
            if (lane.Due(now, _interval, window, timeout) <= now)
            {
                long ticket = ++_ticket;
                output[count++] = new OutgoingIntent(ticket, lane.Key, lane.Send(ticket, now));
            }
        }

        _turn = _lanes.Count == 0 ? 0 : (_turn + count) % _lanes.Count;
        return count;
    }

    /// <summary>When the next flush will send something if nothing happens before; null when nothing waits.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? next = null;
        foreach (IntentLane lane in _lanes)
        {
            TimeSpan? due = lane.Due(now, _interval, Window, Timeout);
            next = next is null || due < next ? due ?? next : next;
        }

        return next;
    }

    /// <summary>The server answered, whatever it said. False for a ticket that is not open.</summary>
    public bool Answer(long ticket, TimeSpan now)
    {
        foreach (IntentLane lane in _lanes)
        {
            if (lane.TryAnswer(ticket, out TimeSpan sentAt))
            {
                _roundTrip.Observe(now - sentAt, now);
                return true;
            }
        }

        return false;
    }

    /// <summary>An intent that <see cref="Flush"/> gave out was not sent after all: nobody will answer, and nothing was measured.</summary>
    public bool Withdraw(long ticket)
    {
        foreach (IntentLane lane in _lanes)
        {
            if (lane.TryAnswer(ticket, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A round trip that something else measured, for example a clock sample: the window is right from the first drag on.</summary>
    public void ObserveRoundTrip(TimeSpan roundTrip, TimeSpan now) => _roundTrip.Observe(roundTrip, now);

    /// <summary>The connection is gone: nothing waits any more, nobody will answer. What the user wanted is the ledger's to remember.</summary>
    public void Clear()
    {
        foreach (IntentLane lane in _lanes)
        {
            lane.Clear();
        }
    }

    private IntentLane LaneOf(PropertyKey key, IntentForm form)
    {
        if (!_byKey.TryGetValue((key, form), out IntentLane? lane))
        {
            lane = new IntentLane(key, _options.MaxWindow);
            _byKey.Add((key, form), lane);
            _lanes.Add(lane);
        }

        return lane;
    }
}
