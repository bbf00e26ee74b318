using System;

namespace Fathom.Client.Presentation;

/// <summary>Says when a frame is due: the policies, over the clock and the latency that they share.</summary>
/// <remarks>Threads: one at a time; the presenter calls it under its lock. Times are seconds.</remarks>
internal sealed class FrameSchedule
{
    private readonly StreamClock _clock = new();
    private readonly LatencyTarget _target;
    private int _clockSteps;

    /// <summary>Creates a schedule that knows nothing of the server's clock yet.</summary>
    public FrameSchedule(PresenterOptions options)
    {
        _target = new LatencyTarget(options.Guard, options.LatencyCap);
        Tuning = PresenterTuning.Of(options);
    }

    /// <summary>Policy and latencies in force.</summary>
    public PresenterTuning Tuning
    {
        get;
        set
        {
            field = value;
            _target.Cap = value.LatencyCap;
        }
    }

    /// <summary>What is known of the clock, and the latency that follows from it.</summary>
    public ClockReading Reading => _clock.Best with { Latency = Latency, ScheduleOffset = _clock.Offset };

    private double Latency => Tuning.Policy switch
    {
        PresenterPolicy.Latest => 0,
        PresenterPolicy.Fixed => Tuning.FixedLatency,
        _ => _target.Seconds,
    };

    /// <summary>Learns from a frame whose last byte came at <paramref name="arrived"/>.</summary>
    public void Learn(in QueuedFrame frame, double arrived)
    {
        // A still is large and comes when it can: that says nothing about the next frame.
        if (frame.IsStill || !double.IsFinite(frame.Server))
        {
            return;
        }

        _clock.AddArrival(arrived, frame.Server);
        if (_clock.Steps != _clockSteps)
        {
            _clockSteps = _clock.Steps;
            _target.Clear();
        }

        _target.Add(frame.Ready, frame.Server, _clock.Offset);
    }

    /// <summary>Learns from an exchange of messages; whether the server's clock turns out to have been set.</summary>
    public bool AddPair(in OffsetInterval exchange) => _clock.AddPair(exchange);

    /// <summary>Forgets the exchanges: another session.</summary>
    public void ForgetPairs() => _clock.ForgetPairs();

    /// <summary>Forgets what arrivals told: another pixel connection.</summary>
    public void Reset() => _clock.Reset();

    /// <summary>When the frame should be on screen.</summary>
    public double Due(in QueuedFrame frame)
    {
        double latency = Latency;
        // A server time far off (or none) must not hold a picture back for longer than the policy ever waits.
        double atMost = frame.Ready + latency;
        double due = frame.Server + _clock.Offset + latency;
        return double.IsFinite(due) && _clock.HasOffset ? Math.Min(due, atMost) : atMost;
    }
}
