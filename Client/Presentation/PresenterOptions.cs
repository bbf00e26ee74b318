using System;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Presentation;

/// <summary>The figures that steer a <see cref="PresenterQueue"/>. All times are seconds.</summary>
internal sealed record PresenterOptions
{
    /// <summary>The policy at the start.</summary>
    public PresenterPolicy Policy { get; init; } = PresenterPolicy.Adaptive;

    /// <summary>The latency of the fixed policy.</summary>
    public double FixedLatency { get; init; } = 0.05;

    /// <summary>The adaptive policy never waits longer than this.</summary>
    public double LatencyCap { get; init; } = 0.1;

    /// <summary>Added by the adaptive policy to the measured lateness.</summary>
    public double Guard { get; init; } = 0.002;

    /// <summary>A frame that is due within this time is shown now: a little early beats one refresh late.</summary>
    public double EarlyWindow { get; init; } = 0.004;

    /// <summary>The most frames that wait.</summary>
    public int Capacity { get; init; } = 8;

    /// <summary>Where frames that are given up are logged; null for nowhere.</summary>
    public DropLog? DropLog { get; init; }

    /// <summary>Ticks in a second, for the log.</summary>
    public long Frequency { get; init; } = TimeProvider.System.TimestampFrequency;

    /// <summary>How many frames can wait at this rate before the queue must drop.</summary>
    public static int CapacityFor(double latencyCap, double framesPerSecond) =>
        (int)Math.Ceiling(latencyCap * framesPerSecond) + 2;
}
