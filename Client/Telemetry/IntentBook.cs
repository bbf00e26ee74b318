using System;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Telemetry;

/// <summary>Follows each intent from the input to the picture that answers it.</summary>
/// <remarks>
/// Threads: main thread only. Bounded: <see cref="Capacity"/> intents are open at most, the oldest makes way; the pictures shown last
/// are remembered, since a picture may come before the answer that names its revision. Nothing is allocated.
/// </remarks>
internal sealed class IntentBook
{
    /// <summary>The most intents that are open at a time.</summary>
    public const int Capacity = 256;

    /// <summary>An intent that no picture answers within this time is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly OpenIntent[] _open = new OpenIntent[Capacity];
    private readonly ShownFrames _shown = new();
    private readonly TimeProvider _time;
    private int _count;
    private long _number;
    private long _input;

    /// <summary>Creates an empty book.</summary>
    public IntentBook(TimeProvider time) => _time = time;

    /// <summary>Gets every intent that has come to its end.</summary>
    public ITelemetrySink Sink { get; set; } = new TelemetryHub();

    /// <summary>Where the send loop notes what it has written.</summary>
    public SentStamps Sent { get; set; } = new(1);

    /// <summary>How many intents are open.</summary>
    public int Count => _count;

    /// <summary>A tick began: what the send loop noted is entered, what waits too long is given up.</summary>
    public void BeginTick(long now)
    {
        _input = 0;
        while (Sent.TryTake(out string intentId, out long at))
        {
            if (IndexOf(intentId) is var i and >= 0)
            {
                ref IntentRecord record = ref _open[i].Record;
                record.Sent = record.Acked == 0 ? at : Math.Min(at, record.Acked);
            }
        }

        while (_count > 0 && _time.GetElapsedTime(_open[0].Record.Queued, now) > Patience)
        {
            // What never left was taken back by its opposite.
            End(0, _open[0].IntentId is null ? IntentFate.Superseded : IntentFate.NoPicture);
        }
    }

    /// <summary>What is asked for until the next tick, or the next call, comes from an event that the window system delivered then; 0: from nothing.</summary>
    public void NoteInput(long at) => _input = at;

    /// <summary>The user, a script or the playback asks for a value or an amount. One that waits for the same lane is superseded.</summary>
    public void OnQueued(PropertyKey key)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_open[i].IntentId is null && _open[i].Record.Key == key)
            {
                End(i, IntentFate.Superseded);
            }
        }

        Open(key);
    }

    /// <summary>The throttle let the newest of its lane go.</summary>
    public void OnDispatched(PropertyKey key, string intentId, long now)
    {
        int i = Waiting(key);
        if (i < 0)
        {
            // A walk asks for every index on the way; those after the first begin here.
            i = Open(key);
        }

        _open[i].IntentId = intentId;
        _open[i].Record.Dispatched = now;
    }

    /// <summary>It was not sent, because this server would refuse it.</summary>
    public void OnRefused(PropertyKey key)
    {
        if (Waiting(key) is var i and >= 0)
        {
            End(i, IntentFate.Rejected);
        }
    }

    /// <summary>The server answered.</summary>
    public void OnAcked(AckState ack, long receivedAt)
    {
        int i = IndexOf(ack.AckedIntentId);
        if (i < 0)
        {
            return;
        }

        ref IntentRecord record = ref _open[i].Record;
        record.Acked = receivedAt;
        record.Sent = Math.Min(record.Sent, receivedAt);
        record.Status = ack.Status;
        record.Revision = ack.Revision;
        record.ServerAnswered = ack.Timestamp > 0 ? ack.Timestamp : double.NaN;
        (record.ServerReceived, record.ServerApplied) = ack.Times is { } times ? (times.ReceivedAt, times.AppliedAt) : (double.NaN, double.NaN);
        if (ack.Status == AckStatus.Rejected)
        {
            End(i, IntentFate.Rejected);
        }
        else if (_shown.TryFindAnswer(record, out FrameRecord answer))
        {
            Answer(i, answer, isLast: true);
        }
    }

    /// <summary>A frame was on the screen and its fence has signalled.</summary>
    public void OnShown(in FrameRecord frame)
    {
        _shown.Add(frame);
        bool isLast = true;
        for (int i = _count - 1; i >= 0; i--)
        {
            ref readonly IntentRecord record = ref _open[i].Record;
            if (record.Status == AckStatus.Accepted && ShownFrames.IsAnswer(record, frame))
            {
                Answer(i, frame, isLast);
                isLast = false;
            }
        }
    }

    /// <summary>The connection is gone: nobody will answer what is open, and revisions and clocks may start anew.</summary>
    public void OnDisconnected()
    {
        while (_count > 0)
        {
            End(_count - 1, IntentFate.Lost);
        }

        _shown.Clear();
    }

    private void Answer(int i, in FrameRecord frame, bool isLast)
    {
        ref IntentRecord record = ref _open[i].Record;
        record.IsEstimated = record.Revision is null || !frame.HasView;
        record.AnsweredBySequence = frame.Sequence;
        if (ShownFrames.IsOlder(record, frame))
        {
            End(i, IntentFate.Unchanged);
            return;
        }

        record.Shown = frame.Shown;
        record.Fate = isLast ? IntentFate.Answered : IntentFate.AnsweredTogether;
        IntentRecord done = record;
        Remove(i);
        Sink.OnIntent(done, frame);
    }

    private int Open(PropertyKey key)
    {
        if (_count == Capacity)
        {
            End(0, IntentFate.NoPicture);
        }

        long now = _time.GetTimestamp();
        _open[_count] = new OpenIntent
        {
            Record = new IntentRecord
            {
                Number = ++_number,
                Key = key,
                Input = _input == 0 ? now : Math.Min(_input, now),
                Queued = now,
                ServerReceived = double.NaN,
                ServerApplied = double.NaN,
                ServerAnswered = double.NaN,
            },
        };
        return _count++;
    }

    private void End(int i, IntentFate fate)
    {
        IntentRecord record = _open[i].Record;
        record.Fate = fate;
        Remove(i);
        Sink.OnIntent(record, default);
    }

    private void Remove(int i)
    {
        _count--;
        Array.Copy(_open, i + 1, _open, i, _count - i);
        _open[_count] = default;
    }

    private int Waiting(PropertyKey key)
    {
        int i = _count - 1;
        while (i >= 0 && (_open[i].IntentId is not null || _open[i].Record.Key != key))
        {
            i--;
        }

        return i;
    }

    private int IndexOf(string intentId)
    {
        int i = _count - 1;
        while (i >= 0 && _open[i].IntentId != intentId)
        {
            i--;
        }

        return i;
    }

    /// <summary>An intent under way; one without a name waits in the throttle.</summary>
    private struct OpenIntent
    {
        public string? IntentId;
        public IntentRecord Record;
    }
}
