using System;
using System.Threading;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Presentation;

/// <summary>
/// The seam between decoder and screen: a bounded queue that gives out the newest frame that is due, never one older than the
/// last it gave out, and counts every frame it drops.
/// </summary>
/// <remarks>
/// Threads: the decode thread offers, the main thread takes, stops and clears; one short lock guards both sides and no lease is
/// released inside it.
/// Ownership: an offered lease carries the presenter role, which moves to the queue; a taken lease gives it to the taker.
/// Full queue: the oldest frame that is superseded already goes first, else the one behind the head; never the head, which is
/// about to be shown, nor the newest.
/// </remarks>
internal sealed class PresenterQueue
{
    private const int NoFrame = -1;

    private readonly Lock _gate = new();
    private readonly PresenterOptions _options;
    private readonly FrameSchedule _schedule;
    private readonly FrameLine _items;
    private readonly DropCounters _drops;
    private bool _hasShown;
    private uint _lastShown;
    private bool _stopped;
    private long _minimumRevision = long.MinValue;

    /// <summary>Creates an empty queue.</summary>
    public PresenterQueue(PresenterOptions options, DropCounters drops)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Capacity, LeaseBatch.Capacity);
        _options = options;
        _drops = drops;
        _schedule = new FrameSchedule(options);
        _items = new FrameLine(options.Capacity);
    }

    /// <summary>How many frames wait.</summary>
    public int Count => _items.Count;

    /// <summary>Policy and latencies; they may change while frames wait.</summary>
    public PresenterTuning Tuning
    {
        get
        {
            lock (_gate)
            {
                return _schedule.Tuning;
            }
        }

        set
        {
            lock (_gate)
            {
                _schedule.Tuning = value;
            }
        }
    }

    /// <summary>What is known of the server's clock.</summary>
    public ClockReading Clock
    {
        get
        {
            lock (_gate)
            {
                return _schedule.Reading;
            }
        }
    }

    /// <summary>An exchange on the state channel told where the clocks' offset lies. True when the server's clock turns out to have been set.</summary>
    public bool AddClockPair(in OffsetInterval exchange)
    {
        lock (_gate)
        {
            return _schedule.AddPair(exchange);
        }
    }

    /// <summary>Another session: what exchanges told of the clock no longer counts.</summary>
    public void ForgetClockPairs()
    {
        lock (_gate)
        {
            _schedule.ForgetPairs();
        }
    }

    /// <summary>Takes over a decoded frame. True when it waits now; false when it was dropped and counted.</summary>
    /// <param name="lease">Carries the presenter role.</param>
    /// <param name="arrived">Local time of the frame's last byte.</param>
    /// <param name="ready">Local time now.</param>
    public bool Offer(FrameLease lease, double arrived, double ready)
    {
        var item = QueuedFrame.Of(lease, ready);
        LeaseBatch dropped = default;
        bool queued;
        lock (_gate)
        {
            _schedule.Learn(item, arrived);
            queued = Insert(item, ready, ref dropped);
        }

        dropped.Release(_options.DropLog, _options.Frequency);
        return queued;
    }

    /// <summary>Gives out the newest frame that is due, if any, with its presenter role.</summary>
    public bool TryTake(double now, out FrameLease lease)
    {
        bool isTaken = TryChoose(now, out TakenFrame taken);
        lease = taken.Lease;
        return isTaken;
    }

    /// <summary>The same with the reason for the choice.</summary>
    public bool TryChoose(double now, out TakenFrame taken)
    {
        LeaseBatch dropped = default;
        int newest;
        taken = default;
        lock (_gate)
        {
            newest = _stopped ? NoFrame : NewestDue(now);
            if (newest != NoFrame)
            {
                ref readonly QueuedFrame item = ref _items[newest];
                double due = _schedule.Due(item);
                FrameChoice choice = !_hasShown ? FrameChoice.First : _schedule.Tuning.Policy == PresenterPolicy.Latest ? FrameChoice.Newest : due <= now ? FrameChoice.Due : FrameChoice.Early;
                taken = new TakenFrame(item.Lease, item.Ready, due, choice, _schedule.Tuning.Policy, newest, _schedule.Reading);
                _lastShown = item.Sequence;
                _hasShown = true;
                DropOldest(newest, DropReason.Superseded, ref dropped);
                _items.RemoveAt(0);
            }
        }

        dropped.Release(_options.DropLog, _options.Frequency);
        return newest != NoFrame;
    }

    /// <summary>When the main thread should come back for the next frame; null when none waits.</summary>
    public double? NextDue(double now)
    {
        lock (_gate)
        {
            if (_items.Count == 0 || _stopped)
            {
                return null;
            }

            return NewestDue(now) != NoFrame ? now : _schedule.Due(_items[0]) - _options.EarlyWindow;
        }
    }

    /// <summary>The user stopped or sought: nothing that waits is shown any more, and what comes waits for <see cref="Resume"/> if it says what it shows.</summary>
    public void Stop()
    {
        LeaseBatch dropped = default;
        lock (_gate)
        {
            _stopped = true;
            DropOldest(_items.Count, DropReason.Stopped, ref dropped);
        }

        dropped.Release(_options.DropLog, _options.Frequency);
    }

    /// <summary>
    /// The server answered the stop: frames that show <paramref name="minimumRevision"/> or newer are shown again. Frames that do
    /// not say what they show are let through, because the answer itself is the best that a plain server gives.
    /// </summary>
    public void Resume(long minimumRevision)
    {
        LeaseBatch dropped = default;
        lock (_gate)
        {
            _stopped = false;
            _minimumRevision = minimumRevision;
            for (int i = _items.Count - 1; i >= 0; i--)
            {
                if (_items[i].Revision < minimumRevision)
                {
                    Refuse(_items[i], DropReason.Stopped, ref dropped);
                    _items.RemoveAt(i);
                }
            }
        }

        dropped.Release(_options.DropLog, _options.Frequency);
    }

    /// <summary>Sequence numbers and revisions start anew: another connection or another server.</summary>
    public void BeginEpoch()
    {
        LeaseBatch dropped = default;
        lock (_gate)
        {
            DropOldest(_items.Count, DropReason.Superseded, ref dropped);
            _hasShown = false;
            _stopped = false;
            _minimumRevision = long.MinValue;
            _schedule.Reset();
        }

        dropped.Release(_options.DropLog, _options.Frequency);
    }

    /// <summary>Drops all that waits.</summary>
    public void Clear(DropReason reason)
    {
        LeaseBatch dropped = default;
        lock (_gate)
        {
            DropOldest(_items.Count, reason, ref dropped);
        }

        dropped.Release(_options.DropLog, _options.Frequency);
    }

    private bool Insert(in QueuedFrame item, double now, ref LeaseBatch dropped)
    {
        // The answer to the stop may come behind the frame that shows it.
        if ((_stopped && item.Revision == long.MaxValue) || item.Revision < _minimumRevision)
        {
            Refuse(item, DropReason.Stopped, ref dropped);
            return false;
        }

        if (_hasShown && !IsNewer(item))
        {
            Refuse(item, DropReason.Late, ref dropped);
            return false;
        }

        if (_items.IsFull)
        {
            MakeRoom(now, ref dropped);
        }

        _items.Insert(item);
        return true;
    }

    /// <summary>A still has the number of the frame that it repeats, and comes after it; a newer still of the same frame comes after that.</summary>
    private bool IsNewer(in QueuedFrame item) => SequenceNumber.IsNewer(item.Sequence, _lastShown) || (item.IsStill && item.Sequence == _lastShown);

    private void MakeRoom(double now, ref LeaseBatch dropped)
    {
        if (_stopped || NewestDue(now) > 0)
        {
            DropOldest(1, _stopped ? DropReason.Stopped : DropReason.Superseded, ref dropped);
            return;
        }

        Refuse(_items[1], DropReason.OverCapacity, ref dropped);
        _items.RemoveAt(1);
    }

    private void Refuse(in QueuedFrame item, DropReason reason, ref LeaseBatch dropped)
    {
        dropped.Add(item.Lease, reason, item.Ready);
        _drops.Add(reason, item.IsStill ? 0 : 1);
    }

    private void DropOldest(int count, DropReason reason, ref LeaseBatch dropped)
    {
        for (int i = 0; i < count; i++)
        {
            Refuse(_items[0], reason, ref dropped);
            _items.RemoveAt(0);
        }
    }

    private int NewestDue(double now)
    {
        // The first picture of a stream has nothing to be smooth with: it is shown when it is there.
        if (_schedule.Tuning.Policy == PresenterPolicy.Latest || !_hasShown)
        {
            return _items.Count - 1;
        }

        int i = _items.Count - 1;
        while (i >= 0 && _schedule.Due(_items[i]) > now + _options.EarlyWindow)
        {
            i--;
        }

        return i;
    }
}
