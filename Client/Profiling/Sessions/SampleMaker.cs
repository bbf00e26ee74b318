using System;
using System.Collections.Generic;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Turns records, which count in ticks of two clocks, into samples, which count in milliseconds since the session began.</summary>
internal sealed class SampleMaker
{
    private readonly long _frequency;
    private readonly long _origin;
    private readonly IReadOnlyList<(int Repeat, long From, long To)> _phases;
    private readonly Func<double, ClockReading>? _clockAt;

    /// <summary>Creates a maker for one session.</summary>
    public SampleMaker(long frequency, long origin, IReadOnlyList<(int Repeat, long From, long To)> phases, Func<double, ClockReading>? clockAt)
    {
        _frequency = frequency;
        _origin = origin;
        _phases = phases;
        _clockAt = clockAt;
    }

    private double OriginSeconds => (double)_origin / _frequency;

    /// <summary>A timestamp; NaN for none.</summary>
    public double Milliseconds(long ticks) => ticks == 0 ? double.NaN : (ticks - _origin) * 1000.0 / _frequency;

    /// <summary>The repetition at a timestamp; 0 for none.</summary>
    public int RepeatAt(long ticks)
    {
        foreach ((int repeat, long from, long to) in _phases)
        {
            if (ticks >= from && ticks < to)
            {
                return repeat;
            }
        }

        return 0;
    }

    /// <summary>A frame.</summary>
    public FrameSample Make(FrameRecord frame)
    {
        Rejoin(ref frame);
        var at = new Stamps<FrameStamp>
        {
            [FrameStamp.FirstByte] = Milliseconds(frame.FirstByte),
            [FrameStamp.LastByte] = Milliseconds(frame.LastByte),
            [FrameStamp.DecodeSubmit] = Milliseconds(frame.DecodeSubmit),
            [FrameStamp.DecodeDone] = Milliseconds(frame.DecodeDone),
            [FrameStamp.PresenterQueued] = Milliseconds(frame.Queued),
            [FrameStamp.Due] = Milliseconds(frame.Due),
            [FrameStamp.WakePosted] = Milliseconds(frame.WakePosted),
            [FrameStamp.TickStart] = Milliseconds(frame.TickStart),
            [FrameStamp.Latched] = Milliseconds(frame.Latched),
            [FrameStamp.Drawn] = Milliseconds(frame.Drawn),
            [FrameStamp.Swapped] = Milliseconds(frame.Swapped),
            [FrameStamp.GpuDone] = Milliseconds(frame.GpuDone),
        };
        if (frame.HasView && frame.Clock.HasOffset)
        {
            at[FrameStamp.RenderStart] = ServerMoment(frame, frame.Server.RenderStart);
            at[FrameStamp.RenderEnd] = ServerMoment(frame, frame.Server.RenderEnd);
            at[FrameStamp.EncodeStart] = ServerMoment(frame, frame.Server.EncodeStart);
            at[FrameStamp.EncodeEnd] = ServerMoment(frame, frame.Server.EncodeEnd);
            at[FrameStamp.ServerSend] = ServerMoment(frame, frame.Server.Send);
        }

        return new FrameSample
        {
            Repeat = RepeatAt(frame.Shown != 0 ? frame.Shown : frame.LastByte),
            Sequence = frame.Sequence,
            Fate = frame.Fate,
            IsEstimated = frame.Clock.IsEstimated || !frame.HasView,
            Revision = frame.HasView ? frame.Revision : null,
            Bytes = frame.Bytes,
            IsKeyframe = frame.IsKeyframe,
            Quality = frame.Quality,
            Level = frame.Level,
            At = at,
            Stages = frame.Fate == FrameFate.Shown ? new StageSpan(StageBreakdown.Of(frame, _frequency)) : null,
        };
    }

    /// <summary>An intent and the frame that answered it.</summary>
    public IntentSample Make(in IntentRecord intent, FrameRecord answer)
    {
        Rejoin(ref answer);
        bool isShown = intent.Shown != 0;
        ClockReading clock = isShown ? answer.Clock : ClockAt(intent.Acked);
        return new IntentSample
        {
            Repeat = RepeatAt(intent.Input),
            Number = intent.Number,
            Property = intent.Key.ToString(),
            Fate = intent.Fate,
            IsEstimated = intent.IsEstimated || (isShown && answer.Clock.IsEstimated),
            Revision = intent.Revision,
            AnsweredBy = isShown ? intent.AnsweredBySequence : null,
            At = new Stamps<IntentStamp>
            {
                [IntentStamp.Input] = Milliseconds(intent.Input),
                [IntentStamp.Queued] = Milliseconds(intent.Queued),
                [IntentStamp.Dispatched] = Milliseconds(intent.Dispatched),
                [IntentStamp.Sent] = Milliseconds(intent.Sent),
                [IntentStamp.ServerReceived] = ServerMoment(clock, intent.ServerReceived),
                [IntentStamp.ServerApplied] = ServerMoment(clock, intent.ServerApplied),
                [IntentStamp.Acked] = Milliseconds(intent.Acked),
                [IntentStamp.Shown] = Milliseconds(intent.Shown),
            },
            Stages = isShown ? new StageSpan(StageBreakdown.Of(intent, answer, _frequency)) : null,
        };
    }

    /// <summary>The server's clock at a moment.</summary>
    public ClockSample Make(long at, in ClockReading reading, DateTimeOffset startedAt)
    {
        ClockReading known = ClockAt(at) is { HasOffset: true } later ? later : reading;
        double wall = (startedAt - DateTimeOffset.UnixEpoch).TotalSeconds;
        return new ClockSample(
            Milliseconds(at),
            known.HasOffset ? (OriginSeconds - known.Offset - wall) * 1000 : double.NaN,
            known.HasOffset ? known.Uncertainty * 1000 : double.PositiveInfinity,
            known.HasOffset ? known.Drift * 1e6 : double.NaN,
            known.IsEstimated)
        {
            DriftUncertaintyPpm = known.HasOffset ? known.DriftUncertainty * 1e6 : double.NaN,
        };
    }

    private double ServerMoment(in FrameRecord frame, int relative) => ServerMoment(frame.Clock, StageTimes.Absolute(frame.ServerTimestamp, relative));

    private double ServerMoment(in ClockReading clock, double serverSeconds) =>
        clock.HasOffset ? (clock.ToLocal(serverSeconds) - OriginSeconds) * 1000 : double.NaN;

    /// <summary>What was learnt of the clock later tells of this frame too.</summary>
    private void Rejoin(ref FrameRecord frame)
    {
        if (ClockAt(frame.LastByte) is { HasOffset: true } later)
        {
            frame.Clock = later with { Latency = frame.Clock.Latency };
        }
    }

    private ClockReading ClockAt(long ticks) => _clockAt is null || ticks == 0 ? default : _clockAt((double)ticks / _frequency);
}
