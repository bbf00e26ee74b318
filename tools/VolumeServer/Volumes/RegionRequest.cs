using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes;

/// <summary>
/// A box of one level, in samples of that level, one entry per axis in data order, and every how many samples are wanted on each axis. The answer has
/// ceil(size / stride) samples on each axis.
/// </summary>
internal readonly record struct RegionRequest(int Level, ImmutableArray<int> Origin, ImmutableArray<int> Size, ImmutableArray<int> Stride)
{
    /// <summary>Samples of the answer along an axis.</summary>
    public int CountAlong(int axis) => (int)(((long)Size[axis] + Stride[axis] - 1) / Stride[axis]);

    /// <summary>Samples of the whole answer.</summary>
    public long SampleCount
    {
        get
        {
            long count = 1;
            for (int axis = 0; axis < Size.Length; axis++)
            {
                count = checked(count * CountAlong(axis));
            }

            return count;
        }
    }

    /// <summary>Throws unless the box lies inside the level and the buffers have the right size. Callers check what comes from outside before they ask.</summary>
    public void Validate(VolumeInfo info, int destinationLength, int presentLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Level, info.Levels.Length);
        ImmutableArray<int> shape = info.Levels[Level].Shape;
        if (Origin.Length != shape.Length || Size.Length != shape.Length || Stride.Length != shape.Length)
        {
            throw new ArgumentException($"A region of {shape.Length} axes is wanted, not of {Origin.Length}, {Size.Length} and {Stride.Length}.");
        }

        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (Origin[axis] < 0 || Size[axis] < 1 || Stride[axis] < 1 || (long)Origin[axis] + Size[axis] > shape[axis])
            {
                throw new ArgumentException(
                    $"Axis {info.Axes[axis].Name}: {Size[axis]} samples from {Origin[axis]}, every {Stride[axis]}, are not inside 0 … {shape[axis]}.");
            }
        }

        long samples = SampleCount;
        if (destinationLength != samples * info.BytesPerSample || (presentLength != 0 && presentLength != samples))
        {
            throw new ArgumentException($"{samples} samples do not go into {destinationLength} bytes (present: {presentLength}).");
        }
    }
}
