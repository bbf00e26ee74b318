using System;
using System.Threading;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>The side of the decode thread that others post to: gate, bounded queue and configuration under one short lock.</summary>
/// <remarks>
/// <para>Drop policy: at the backlog trigger a key frame replaces everything queued, anything else closes the gate and empties the queue,
/// because a unit dropped from the middle would break every picture that refers to it. Each drop is counted by reason and returns its buffer.</para>
/// <para>Threads: posting from any thread; <see cref="TryTake"/> and <see cref="OnDecodeError"/> from the decode thread. No native call and no
/// callback happens under the lock; what the sink must hear is left for the decode thread to tell.</para>
/// </remarks>
internal sealed class DecodeIntake
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly KeyframeGate _gate;
    private readonly UnitQueue _queue;
    private readonly DecodeTally _tally;
    private StreamConfiguration? _configuration;
    private VideoCodec _codec;
    private int _liveWidth;
    private int _liveHeight;
    private int _generation = 1;
    private bool _stopped;
    private bool _gateNews;
    private bool _askNews;

    internal DecodeIntake(DecodeWorkerOptions options, DecodeTally tally)
    {
        _time = options.Time;
        _origin = _time.GetTimestamp();
        _gate = new KeyframeGate(options.BacklogTrigger, options.KeyframeCoolDown);
        _queue = new UnitQueue(options.BacklogTrigger);
        _tally = tally;
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    internal bool TryPost(in EncodedUnit unit)
    {
        bool isKey = unit.Header.IsKeyframe || NalFormat.IsKeyframe(unit.Header.Codec, unit.Payload);
        lock (_lock)
        {
            _tally.Received++;
            if (_stopped)
            {
                _tally.Stopped++;
                unit.Buffer.Return();
                return false;
            }

            if (_codec != unit.Header.Codec)
            {
                ChangeCodec(unit.Header.Codec);
            }

            long gapsBefore = _gate.Gaps;
            GateVerdict verdict = _gate.OnFrame(unit.Header.Sequence, isKey, _queue.Count, Now);
            bool superseded = verdict.Pass && gapsBefore == _gate.Gaps;
            Note(verdict, ref superseded ? ref _tally.Superseded : ref _tally.Gated);
            if (!verdict.Pass)
            {
                _tally.Gated++;
                unit.Buffer.Return();
                return false;
            }

            if (isKey)
            {
                _liveWidth = unit.Header.Width;
                _liveHeight = unit.Header.Height;
            }

            _queue.Add(unit, isKey, _generation);
            _tally.LongestQueue = Math.Max(_tally.LongestQueue, _queue.Count);
            return true;
        }
    }

    /// <summary>True when something changed.</summary>
    internal bool Configure(StreamConfiguration configuration)
    {
        lock (_lock)
        {
            if (configuration.Equals(_configuration))
            {
                return false;
            }

            bool first = _configuration is null;
            _configuration = configuration;

            // The two channels race: when the frames that arrive already are what the announcement says, their own parameter sets rule, and
            // closing the gate would only cost a key frame. It then serves the next decoder that is opened.
            bool asDecoded = _gate.State == GateState.Live && configuration.Codec == _codec && configuration.Width == _liveWidth && configuration.Height == _liveHeight;
            if (asDecoded || (first && _codec == default))
            {
                return false;
            }

            _generation++;
            Close(GateReason.Configuration);
            return true;
        }
    }

    internal void OnConnected()
    {
        lock (_lock)
        {
            Close(GateReason.Reconnect);
        }
    }

    internal bool OnStateChannelReady()
    {
        lock (_lock)
        {
            bool ask = _gate.OnChannelReady(Now);
            _askNews |= ask;
            return ask;
        }
    }

    /// <summary>The next unit, if there is one, and what the sink must hear first.</summary>
    internal bool TryTake(out Taken taken)
    {
        lock (_lock)
        {
            _askNews |= _gate.OnTick(Now);

            // A key frame that came before the wish was told has fulfilled it.
            _askNews &= _gate.State == GateState.Gated;
            taken = new Taken
            {
                GateNews = _gateNews,
                AskNews = _askNews,
                State = _gate.State,
                Reason = _gate.Reason,
                RequestPending = _gate.RequestPending,
                Configuration = _configuration,
            };
            _tally.KeyframeRequests += _askNews ? 1 : 0;
            _tally.GateClosings = _gate.Closings;
            _tally.Gaps = _gate.Gaps;
            _gateNews = false;
            _askNews = false;
            taken.HasUnit = _queue.TryTake(out taken.Unit, out taken.IsKey, out taken.Generation);
            return taken.HasUnit;
        }
    }

    /// <summary>The decoder lost its references: goes on with a queued key frame, or closes the gate and asks for one.</summary>
    /// <param name="generation">Of the unit that failed; news about an older decoder is no news.</param>
    /// <param name="reason">Why: an error of the decoder, or that there is none.</param>
    internal void OnDecodeError(int generation, GateReason reason)
    {
        lock (_lock)
        {
            if (generation != _generation || _gate.State == GateState.Gated)
            {
                return;
            }

            if (reason != GateReason.NoDecoder && _queue.TryDropBeforeKey(out int dropped))
            {
                _tally.Gated += dropped;
                return;
            }

            Close(reason);
        }
    }

    /// <summary>Something threw, or the decoder is of no use: whatever decoder comes next needs a key frame.</summary>
    internal void Reopen()
    {
        lock (_lock)
        {
            _generation++;
            Close(GateReason.DecodeError);
        }
    }

    internal void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _tally.Stopped += _queue.Clear();
        }
    }

    internal DecodeCounters Count()
    {
        lock (_lock)
        {
            _tally.GateClosings = _gate.Closings;
            _tally.Gaps = _gate.Gaps;
            return _tally.Snapshot();
        }
    }

    private void ChangeCodec(VideoCodec codec)
    {
        bool first = _codec == default;
        _codec = codec;
        if (!first)
        {
            _generation++;
            Close(GateReason.Configuration);
        }
    }

    private void Close(GateReason reason) => Note(_gate.Close(reason, Now), ref _tally.Gated);

    private void Note(GateVerdict verdict, ref long clearedBy)
    {
        if (verdict.ClearQueue)
        {
            clearedBy += _queue.Clear();
        }

        _gateNews |= verdict.Changed;
        _askNews |= verdict.AskKeyframe;
    }

    /// <summary>What the decode thread took.</summary>
    internal struct Taken
    {
        internal bool HasUnit;
        internal EncodedUnit Unit;
        internal bool IsKey;
        internal int Generation;
        internal bool GateNews;
        internal bool AskNews;
        internal bool RequestPending;
        internal GateState State;
        internal GateReason Reason;
        internal StreamConfiguration? Configuration;
    }
}
