using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Data;

/// <summary>A line of sight through the samples of a block: which samples it passes, in order, and how they are read plane by plane.</summary>
/// <param name="From">A point of the line in samples of the block's grid, per axis of the source; the place on axes that are not displayed.</param>
/// <param name="Step">Its direction, 0 on axes that are not displayed.</param>
/// <param name="Begin">Where the line begins, in steps.</param>
internal readonly record struct ProbeRay(ImmutableArray<double> From, ImmutableArray<double> Step, double Begin)
{
    /// <summary>The part of the line inside the block, in steps; empty when it passes by.</summary>
    public (double Enter, double Leave) Clip(in VolumeKey key)
    {
        (double enter, double leave) = (Begin, double.PositiveInfinity);
        foreach (int axis in (ReadOnlySpan<int>)[key.Depth, key.Row, key.Column])
        {
            double low = -0.5, high = CountOf(key, axis) - 0.5;
            if (Step[axis] == 0)
            {
                enter = From[axis] >= low && From[axis] < high ? enter : double.PositiveInfinity;
                continue;
            }

            double a = (low - From[axis]) / Step[axis], b = (high - From[axis]) / Step[axis];
            (enter, leave) = (Math.Max(enter, Math.Min(a, b)), Math.Min(leave, Math.Max(a, b)));
        }

        return (enter, leave);
    }

    /// <summary>
    /// The samples that the line passes, one for each plane across the axis along which it runs fastest (as projections are drawn): coordinates in the block's grid.
    /// </summary>
    public List<(int Depth, int Row, int Column)> Samples(in VolumeKey key)
    {
        var samples = new List<(int, int, int)>();
        (double enter, double leave) = Clip(key);
        if (!(enter < leave) || !double.IsFinite(enter) || !double.IsFinite(leave))
        {
            return samples;
        }

        int along = Fastest(key);
        double from = From[along] + (enter * Step[along]), to = From[along] + (leave * Step[along]);
        int first = (int)Math.Ceiling(Math.Min(from, to) - 1e-9), last = (int)Math.Floor(Math.Max(from, to) + 1e-9);
        for (int plane = Math.Max(0, first); plane <= last && plane < CountOf(key, along); plane++)
        {
            double t = (plane - From[along]) / Step[along];
            samples.Add((At(key, key.Depth, t), At(key, key.Row, t), At(key, key.Column, t)));
        }

        return samples;
    }

    private static int CountOf(in VolumeKey key, int axis) => axis == key.Depth ? key.Planes : axis == key.Row ? key.Rows : key.Columns;

    private int Fastest(in VolumeKey key)
    {
        int best = Math.Abs(Step[key.Row]) > Math.Abs(Step[key.Column]) ? key.Row : key.Column;
        return Math.Abs(Step[key.Depth]) > Math.Abs(Step[best]) ? key.Depth : best;
    }

    private int At(in VolumeKey key, int axis, double t) => (int)Math.Clamp(Math.Floor(From[axis] + (t * Step[axis]) + 0.5), 0, CountOf(key, axis) - 1);
}
