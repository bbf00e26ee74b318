using System;
using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Profiling.Comparison;

/// <summary>
/// How far percentiles of a session could have come out otherwise: by drawing its stretches again and again, with replacement.
/// Stretches and not single values, because neighbours resemble each other: a busy second makes sixty slow intents, and taking
/// them for sixty independent witnesses would find a difference between any two runs.
/// </summary>
internal sealed class BlockBootstrap
{
    private const double BlockMs = 1000;
    private const int LeastBlocks = 8;

    /// <summary>From so many on repetitions are drawn too: then they say how much a run differs from the next.</summary>
    private const int LeastRepeats = 3;

    private readonly double[][][] _repeats;
    private readonly double[] _scratch;

    /// <summary>Cuts values into stretches.</summary>
    public BlockBootstrap(IReadOnlyList<TimedValue> values)
    {
        _repeats = [.. values.GroupBy(static value => value.Repeat).OrderBy(static group => group.Key).Select(Blocks)];
        int longest = _repeats.Length == 0 ? 0 : _repeats.Max(static repeat => repeat.Length * repeat.Max(static block => block.Length));
        _scratch = new double[Math.Max(values.Count, longest * Math.Max(1, _repeats.Length))];
        if (_repeats.Length < LeastRepeats && _repeats.Length > 0)
        {
            _repeats = [[.. _repeats.SelectMany(static repeat => repeat)]];
            _scratch = new double[_repeats[0].Length * _repeats[0].Max(static block => block.Length)];
        }
    }

    /// <summary>How many stretches there are.</summary>
    public int Count => _repeats.Sum(static repeat => repeat.Length);

    /// <summary>Draws once and takes percentiles by nearest rank.</summary>
    public void Draw(Random random, ReadOnlySpan<double> percentiles, Span<double> results)
    {
        int count = 0;
        foreach (double[][] _ in _repeats)
        {
            double[][] repeat = _repeats[_repeats.Length == 1 ? 0 : random.Next(_repeats.Length)];
            for (int i = 0; i < repeat.Length; i++)
            {
                double[] block = repeat[random.Next(repeat.Length)];
                block.CopyTo(_scratch.AsSpan(count));
                count += block.Length;
            }
        }

        Span<double> drawn = _scratch.AsSpan(0, count);
        drawn.Sort();
        for (int i = 0; i < percentiles.Length; i++)
        {
            results[i] = drawn[Math.Clamp((int)Math.Ceiling(percentiles[i] * count) - 1, 0, count - 1)];
        }
    }

    private static double[][] Blocks(IEnumerable<TimedValue> values)
    {
        TimedValue[] ordered = [.. values.OrderBy(static value => value.At)];
        double length = ordered[^1].At - ordered[0].At;
        double each = Math.Min(BlockMs, Math.Max(1e-6, length / LeastBlocks));
        return [.. ordered.GroupBy(value => (long)((value.At - ordered[0].At) / each)).Select(static block => block.Select(static value => value.Ms).ToArray())];
    }
}
