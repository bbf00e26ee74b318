using System;

namespace Fathom.VolumeServer.Fields;

/// <summary>Indices of a stack as people give them.</summary>
internal static class FrameIndex
{
    /// <summary>0 … count − 1, or an error that quotes the index as it was given.</summary>
    public static int Resolve(int index, int count)
    {
        int resolved = index < 0 ? index + count : index;
        return resolved >= 0 && resolved < count
            ? resolved
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"Frame {index} is out of range: there are {count} frames.");
    }

    public static TFrame[] Slice<TFrame>(IFrameCache<TFrame> frames, int start, int stop, int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        int count = frames.FrameCount;
        int first = Math.Clamp(start < 0 ? start + count : start, 0, count), end = Math.Clamp(stop < 0 ? stop + count : stop, 0, count);
        var stack = new TFrame[Math.Max(0, (end - first + step - 1) / step)];
        for (int i = 0; i < stack.Length; i++)
        {
            stack[i] = frames[first + (i * step)];
        }

        return stack;
    }
}
