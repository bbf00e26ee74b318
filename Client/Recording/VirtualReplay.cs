using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Fathom.Client.Hosting;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>
/// Plays a recording under a virtual clock, as fast as it goes: messages come when they came, decoding takes two milliseconds a picture, a
/// screen refreshes sixty times a second. Gate, decoder and presenter are the real ones; what they decide depends on the file alone.
/// </summary>
/// <remarks>Threads: the caller's. What the recorded user's hand did to the presenter (a stop) is not in the file and not repeated.</remarks>
internal sealed class VirtualReplay : IDisposable
{
    /// <summary>Refreshes in a second.</summary>
    public const int Refresh = 60;

    /// <summary>What decoding takes.</summary>
    public static readonly TimeSpan DecodeTime = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan s_never = TimeSpan.MaxValue;

    private readonly RecordedFile _file;
    private readonly VirtualTime _time = new();
    private readonly NativeBufferPool _pool = new();
    private readonly LeaseLedger _ledger;
    private readonly FlightCounters _counters = new();
    private readonly PresenterQueue _presenter;
    private readonly DecodeWorker _decoder;
    private readonly StillWorker _stills;
    private readonly FrameSink _sink;
    private readonly DropLog _dropLog = new();
    private readonly Queue<uint> _queued = new();
    private readonly Dictionary<long, double> _pings = [];
    private readonly DecisionLog _log;
    private readonly IncrementalHash? _pictures;
    private DecodeCounters _before;
    private TimeSpan _decoded = s_never;

    /// <summary>Puts the parts together.</summary>
    /// <param name="file">The recording; it stays the caller's.</param>
    /// <param name="options">How the presenter decides.</param>
    /// <param name="log">Hears the decisions.</param>
    /// <param name="hashPictures">Whether the bytes of every decoded picture are hashed too.</param>
    public VirtualReplay(RecordedFile file, PresenterOptions options, DecisionLog log, bool hashPictures)
    {
        _file = file;
        _log = log;
        _pictures = hashPictures ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        _ledger = new LeaseLedger(LeaseLimits.CapFor(options.Capacity) + LeaseLimits.Stills, "replay");
        _presenter = new PresenterQueue(options with { DropLog = _dropLog, Frequency = _time.TimestampFrequency }, _counters.Drops);
        var inbox = new ClientInbox(static () => { });
        _sink = new FrameSink(_presenter, inbox, new WakeSource(static () => { }, _time), _counters, _time);
        _decoder = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink, Time = _time, Threads = 1 });
        _stills = new StillWorker(_pool, _ledger, _sink.OnStill, static _ => { }, _counters, _time);
    }

    /// <summary>A hash of the decoded pictures; null where none was asked for.</summary>
    public string? PicturesHash { get; private set; }

    /// <summary>Plays all of it.</summary>
    public void Run(TimeSpan from, TimeSpan until)
    {
        int firstUnit = _file.FirstUnitFor(from);
        int next = 0;
        long refresh = 0;
        while (true)
        {
            while (next < _file.Entries.Count && _file.Entries[next].IsPixel && next < firstUnit)
            {
                next++;
            }

            TimeSpan arrival = next < _file.Entries.Count && _file.Entries[next].Time <= until ? _file.Entries[next].Time : s_never;
            TimeSpan look = TimeSpan.FromSeconds(refresh / (double)Refresh);
            if (arrival == s_never && _decoded == s_never && _presenter.Count == 0)
            {
                break;
            }

            // At the same moment what is ready is given out before more comes, and the screen looks last.
            if (_decoded <= arrival && _decoded <= look)
            {
                Decode();
            }
            else if (arrival <= look)
            {
                _time.MoveTo(arrival);
                Receive(_file.Entries[next++]);
            }
            else
            {
                _time.MoveTo(look);
                Show();
                refresh++;
            }
        }

        PicturesHash = _pictures is null ? null : Convert.ToHexStringLower(_pictures.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _presenter.Clear(DropReason.Stopped);
        _stills.RequestStop();
        _decoder.Dispose();
        _pool.Dispose();
        _pictures?.Dispose();
    }

    private void Receive(in RecordedEntry entry)
    {
        switch (entry.Kind)
        {
            case RecordKind.Connected when _file.ReadText(entry) == "pixel":
                _sink.NoteConnected();
                _stills.Clear();
                _decoder.OnPixelConnected();
                CountLosses(null);
                break;
            case RecordKind.StateSent when MessageReader.TryRead(_file.Read(entry), out Message? sent, out _) && sent is ClockPing ping:
                _pings[ping.Id] = _time.Seconds;
                break;
            case RecordKind.StateReceived when MessageReader.TryRead(_file.Read(entry), out Message? message, out _):
                Hear(message!);
                break;
            case RecordKind.PixelPlain or RecordKind.PixelWithView when entry.Unit is not UnitKind.Answer:
                Take(entry);
                break;
        }
    }

    private void Hear(Message message)
    {
        switch (message)
        {
            case SessionWelcome:
                _pings.Clear();
                _presenter.ForgetClockPairs();
                _decoder.OnStateChannelReady();
                break;
            case NotifyStream stream:
                _decoder.Configure(StreamNotices.Configuration(stream));
                CountLosses(null);
                break;
            case ClockPong pong when _pings.Remove(pong.Id, out double sent)
                && OffsetInterval.TryMake(sent, pong.ReceivedSeconds, pong.SentSeconds, _time.Seconds, out OffsetInterval exchange):
                _presenter.AddClockPair(exchange);
                break;
        }
    }

    private void Take(in RecordedEntry entry)
    {
        if (!_file.TryReadUnit(entry, _pool, _time.GetTimestamp(), out EncodedUnit unit))
        {
            _log.Bad();
            return;
        }

        uint sequence = unit.Header.Sequence;
        if (entry.Unit == UnitKind.Still)
        {
            _log.Still();
            _stills.Post(unit);
            _stills.StepInline();
            TellDrops();
            return;
        }

        _log.Received();
        bool isQueued = _decoder.TryPost(unit);
        CountLosses(isQueued ? null : sequence);
        if (isQueued)
        {
            _queued.Enqueue(sequence);
            _decoded = _decoded == s_never ? _time.Elapsed + DecodeTime : _decoded;
        }
    }

    private void Decode()
    {
        _time.MoveTo(_decoded);
        uint sequence = _queued.Dequeue();
        _decoder.StepInline();
        CountLosses(sequence);
        TellDrops();
        _decoded = _queued.Count > 0 ? _time.Elapsed + DecodeTime : s_never;
    }

    private void Show()
    {
        if (_presenter.TryChoose(_time.Seconds, out TakenFrame taken))
        {
            TellDrops();
            FrameInfo info = taken.Lease.Info;
            _log.Shown(_time.Elapsed, info, taken);
            Hash(taken.Lease);
            taken.Lease.Release(LeaseRole.Presenter);
        }
    }

    /// <summary>What the decode side gave up since the last look: the unit at hand, or all that waited.</summary>
    private void CountLosses(uint? atHand)
    {
        DecodeCounters now = _decoder.Counters;
        Lose(DropReason.Gated, now.Gated - _before.Gated, ref atHand);
        Lose(DropReason.Superseded, now.Superseded - _before.Superseded, ref atHand);
        Lose(DropReason.OverCapacity, now.OverCapacity - _before.OverCapacity, ref atHand);
        Lose(DropReason.DecodeError, now.DecodeError - _before.DecodeError, ref atHand);
        _before = now;
    }

    private void Lose(DropReason reason, long count, ref uint? atHand)
    {
        // A closing gate empties the queue before it refuses the unit at hand.
        for (long i = 0; i < count; i++)
        {
            bool isAtHand = atHand is not null && (i == count - 1 || _queued.Count == 0);
            uint sequence = isAtHand ? atHand!.Value : _queued.TryDequeue(out uint waited) ? waited : 0;
            atHand = isAtHand ? null : atHand;
            _log.Dropped(_time.Elapsed, sequence, reason, isStill: false);
        }

        if (_queued.Count == 0)
        {
            _decoded = s_never;
        }
    }

    private void TellDrops()
    {
        while (_dropLog.TryTake(out FrameRecord record))
        {
            _log.Dropped(_time.Elapsed, record.Sequence, (DropReason)(record.Fate - 1), record.IsStill);
        }
    }

    private void Hash(FrameLease lease)
    {
        if (_pictures is null)
        {
            return;
        }

        for (int i = 0; i < lease.PlaneCount; i++)
        {
            PlaneView plane = lease.GetPlane(i);
            for (int row = 0; row < plane.Rows; row++)
            {
                _pictures.AppendData(plane.Row(row));
            }
        }
    }
}
