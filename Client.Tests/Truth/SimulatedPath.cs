using System;

namespace Fathom.Client.Tests.Truth;

/// <summary>
/// One way of a TCP connection: at least the base delay, noise on top whose kind is one of those seen on wires and radio, and
/// stretches of time in which a queue stands or the connection stalls.
/// </summary>
internal sealed class SimulatedPath(int seed, double baseMs, double noiseMs, PathNoise noise)
{
    private readonly Random _random = new(seed);
    private double _queueUntil;
    private double _queueMs;
    private double _last;

    /// <summary>How likely a queue builds up at any message.</summary>
    public double QueueChance { get; init; } = 0.01;

    /// <summary>When a message sent at this time is there. Nothing overtakes.</summary>
    public double Deliver(double sent)
    {
        if (sent > _queueUntil && _random.NextDouble() < QueueChance)
        {
            _queueUntil = sent + (_random.NextDouble() * 5);
            _queueMs = _random.NextDouble() * 200;
        }

        double wait = (sent < _queueUntil ? _queueMs * _random.NextDouble() : 0) + Noise();
        _last = Math.Max(_last, sent + ((baseMs + wait) / 1000));
        return _last;
    }

    private double Noise() => noise switch
    {
        PathNoise.Uniform => noiseMs * _random.NextDouble(),
        PathNoise.Exponential => -noiseMs * Math.Log(1 - _random.NextDouble()),
        PathNoise.Pareto => noiseMs * (Math.Pow(1 - _random.NextDouble(), -1 / 1.5) - 1),
        _ => 0,
    };
}
