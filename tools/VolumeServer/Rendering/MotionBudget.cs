using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>How coarse a projection must be while it moves, from what the last ones took.</summary>
/// <remarks>Threads: one. Measures with the given clock; pictures do not depend on it but while something moves.</remarks>
internal sealed class MotionBudget(TimeProvider time)
{
    /// <summary>Half of a frame at 60 a second, or a quarter at 30: the encoder needs the rest.</summary>
    public const double TargetSeconds = 0.010;

    private const double Smallest = 1e-10;
    private const double Largest = 1e-7;
    private const double Weight = 0.25;

    private double _secondsPerSample = 1.5e-9;
    private long _start;

    /// <summary>By how much cells must grow so that so many samples take no longer than planned.</summary>
    public double CoarsenessFor(long samples) => Math.Clamp(Math.Sqrt(samples * _secondsPerSample / TargetSeconds), 1, 8);

    public void Begin() => _start = time.GetTimestamp();

    /// <summary>Takes note of what so many samples took; 0 = the time says nothing. Seconds since the beginning.</summary>
    public double End(long samples)
    {
        double seconds = time.GetElapsedTime(_start).TotalSeconds;
        if (samples > 0)
        {
            _secondsPerSample = Math.Clamp(_secondsPerSample + (Weight * ((seconds / samples) - _secondsPerSample)), Smallest, Largest);
        }

        return seconds;
    }
}
