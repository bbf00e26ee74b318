using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>A box in world units, one interval an axis, edges (not centres): a sample covers half its scale to each side of its centre.</summary>
internal readonly record struct WorldBox(ImmutableArray<double> Low, ImmutableArray<double> High)
{
    public int AxisCount => Low.Length;

    /// <summary>True when there is something inside.</summary>
    public bool IsEmpty => Low.Zip(High, static (low, high) => !(low < high)).Any(static empty => empty);

    /// <summary>What a level covers.</summary>
    public static WorldBox Of(VolumeLevel level) => new(
        [.. level.Translation.Zip(level.Scale, static (origin, scale) => origin - (scale / 2))],
        [.. level.Shape.Select((length, axis) => level.Translation[axis] + ((length - 0.5) * level.Scale[axis]))]);

    /// <summary>A box of so many voxels of that size around a point.</summary>
    public static WorldBox Around(ImmutableArray<double> center, ImmutableArray<int> shape, ImmutableArray<double> scale) => new(
        [.. center.Select((middle, axis) => middle - (shape[axis] * scale[axis] / 2))],
        [.. center.Select((middle, axis) => middle + (shape[axis] * scale[axis] / 2))]);

    /// <summary>What both cover; empty intervals where they do not meet.</summary>
    public WorldBox Intersect(WorldBox other)
    {
        WorldBox self = this;
        return new WorldBox(
            [.. Enumerable.Range(0, AxisCount).Select(axis => Math.Max(self.Low[axis], other.Low[axis]))],
            [.. Enumerable.Range(0, AxisCount).Select(axis => Math.Min(self.High[axis], other.High[axis]))]);
    }

    public bool Equals(WorldBox other) => Low.SequenceEqual(other.Low) && High.SequenceEqual(other.High);

    public override int GetHashCode() => HashCode.Combine(AxisCount, AxisCount == 0 ? 0 : Low[0], AxisCount == 0 ? 0 : High[^1]);
}
