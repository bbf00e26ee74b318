using System;
using Fathom.Client.Loop;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Ui;

/// <summary>The figures of the status line, taken twice a second so that they can be read.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class Figures
{
    private const double Period = 0.5;

    private readonly LoopState _state;
    private readonly FlightCounters _counters;
    private long _frames;
    private double _takenAt;

    /// <summary>Creates figures that know nothing yet.</summary>
    public Figures(LoopState state, FlightCounters counters)
    {
        _state = state;
        _counters = counters;
    }

    /// <summary>Pictures a second on the screen.</summary>
    public double Fps { get; private set; }

    /// <summary>Milliseconds from the server's stamp to the screen, the median; NaN when unknown.</summary>
    public double Latency { get; private set; } = double.NaN;

    /// <summary>Milliseconds since the last new picture came to the screen; 0 before the first.</summary>
    public double PictureAge { get; private set; }

    /// <summary>When the next figures are due.</summary>
    public double DueAt => _takenAt + Period;

    /// <summary>Takes figures when they are due. True when others are to be shown.</summary>
    public bool Update(double now, long timestamp)
    {
        PictureAge = _state.LastShownAt == 0 ? 0 : (timestamp - _state.LastShownAt) * 1000.0 / _state.TicksPerSecond;
        if (now < DueAt)
        {
            return false;
        }

        (double fps, double latency) = (Fps, Latency);
        long frames = _counters.Presented;
        Fps = _takenAt > 0 ? Math.Round((frames - _frames) / (now - _takenAt)) : 0;
        Latency = Math.Round(_state.FrameAges.Quantile(0.5));
        (_frames, _takenAt) = (frames, now);
        return fps != Fps || !latency.Equals(Latency);
    }
}
