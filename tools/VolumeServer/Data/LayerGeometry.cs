using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Where the samples of an image lie in the world: one object for everything that shares the frame, that is for all channels and for
/// the label sets drawn over them. The channel axis lies nowhere and is left out.
/// </summary>
internal sealed class LayerGeometry : IEquatable<LayerGeometry>
{
    private readonly int _hash;

    private LayerGeometry(ImmutableArray<string> axes, ImmutableArray<VolumeLevel> levels)
    {
        (Axes, Levels) = (axes, levels);
        var hash = default(HashCode);
        foreach (VolumeLevel level in levels)
        {
            for (int axis = 0; axis < axes.Length; axis++)
            {
                hash.Add(level.Shape[axis]);
                hash.Add(level.Scale[axis]);
                hash.Add(level.Translation[axis]);
            }
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>Names of the axes that lie somewhere, in data order.</summary>
    public ImmutableArray<string> Axes { get; }

    /// <summary>Shape, scale and translation along these axes, finest first.</summary>
    public ImmutableArray<VolumeLevel> Levels { get; }

    /// <summary>The geometry of a volume; ask <see cref="GeometryTable"/> for the shared one.</summary>
    public static LayerGeometry Of(VolumeInfo info)
    {
        int channel = info.ChannelAxis;
        return new LayerGeometry(
            [.. info.Axes.Where((_, axis) => axis != channel).Select(static axis => axis.Name)],
            [.. info.Levels.Select(level => new VolumeLevel(Without(level.Shape, channel), Without(level.Scale, channel), Without(level.Translation, channel)))]);
    }

    /// <summary>The place here of an axis of the volume; -1 for the channel axis and for none.</summary>
    public static int PlaceOf(VolumeInfo info, int axis)
    {
        int channel = info.ChannelAxis;
        return axis < 0 || axis == channel ? -1 : channel >= 0 && axis > channel ? axis - 1 : axis;
    }

    public bool Equals(LayerGeometry? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Axes.SequenceEqual(other.Axes) && Levels.Length == other.Levels.Length
            && Levels.Zip(other.Levels).All(static pair => AreSame(pair.First, pair.Second)));

    public override bool Equals(object? obj) => Equals(obj as LayerGeometry);

    public override int GetHashCode() => _hash;

    private static bool AreSame(VolumeLevel a, VolumeLevel b) =>
        a.Shape.SequenceEqual(b.Shape) && a.Scale.SequenceEqual(b.Scale) && a.Translation.SequenceEqual(b.Translation);

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> values, int index) => index < 0 ? values : values.RemoveAt(index);
}
