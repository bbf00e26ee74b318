using System;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Presentation;

/// <summary>How long a frame should wait after its server time so that most of its kind are ready by then.</summary>
/// <remarks>Threads: one at a time; the presenter calls it under its lock. Times are seconds.</remarks>
internal sealed class LatencyTarget
{
    private const int Window = 128;
    private const double HighQuantile = 0.95;
    private const double ShrinkPerSecond = 0.01;
    private const int ColdFrames = 10;

    private readonly SampleWindow _delays = new(Window);
    private readonly double _guard;
    private double _last = double.NaN;
    private int _seen;

    /// <summary>Creates a target that starts at zero, never exceeds <paramref name="cap"/> and keeps <paramref name="guard"/> in hand.</summary>
    public LatencyTarget(double guard, double cap)
    {
        _guard = guard;
        Cap = cap;
    }

    /// <summary>The most that is ever waited for. A smaller one holds at once.</summary>
    public double Cap
    {
        get;
        set
        {
            field = value;
            Seconds = Math.Min(Seconds, value);
        }
    }

    /// <summary>The latency after (server time + clock offset).</summary>
    public double Seconds { get; private set; }

    /// <summary>Forgets what was measured; the target itself stays and shrinks if it can.</summary>
    public void Clear()
    {
        _delays.Clear();
        _last = double.NaN;
    }

    /// <summary>A frame stamped <paramref name="server"/> was ready at <paramref name="ready"/>: grow at once if need be, shrink slowly.</summary>
    public void Add(double ready, double server, double offset)
    {
        // The first frames meet cold code on both sides; to wait for seconds on their account would help nobody.
        if (_seen < ColdFrames)
        {
            _seen++;
            return;
        }

        _delays.Add(ready - server);
        double wanted = Math.Clamp(_delays.Quantile(HighQuantile) - offset + _guard, 0, Cap);
        double elapsed = double.IsNaN(_last) ? 0 : Math.Max(0, ready - _last);
        _last = ready;
        Seconds = Math.Max(wanted, Seconds - (ShrinkPerSecond * elapsed));
    }
}
