using System;
using System.Collections.Immutable;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Which level of a pyramid to read for a wanted voxel size, in world units.</summary>
internal static class LevelPicker
{
    /// <summary>
    /// The level whose voxels differ least from what is wanted: the smallest sum over the axes of |level − wanted| / wanted. Of equals
    /// the finer one.
    /// </summary>
    /// <param name="info">The pyramid.</param>
    /// <param name="wanted">World units a voxel for each axis; NaN for an axis that does not matter.</param>
    public static int Nearest(VolumeInfo info, ReadOnlySpan<double> wanted)
    {
        (int best, double least) = (0, double.PositiveInfinity);
        for (int level = 0; level < info.Levels.Length; level++)
        {
            double difference = 0;
            for (int axis = 0; axis < wanted.Length; axis++)
            {
                if (!double.IsNaN(wanted[axis]))
                {
                    difference += Math.Abs(info.Levels[level].Scale[axis] - wanted[axis]) / wanted[axis];
                }
            }

            if (difference < least)
            {
                (best, least) = (level, difference);
            }
        }

        return best;
    }

    /// <summary>The finest level whose displayed block stays within a bound of memory, else the coarsest.</summary>
    public static int WithinBytes(VolumeInfo info, ImmutableArray<int> displayed, long maxBytes)
    {
        for (int level = 0; level < info.Levels.Length - 1; level++)
        {
            if (MemoryEstimator.BlockBytes(info, level, displayed) <= maxBytes)
            {
                return level;
            }
        }

        return info.Levels.Length - 1;
    }
}
