using System;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Boxes of samples from one dense block into another.</summary>
internal static class Samples
{
    public const int MostAxes = 12;

    /// <summary>Repeats one sample all over the block.</summary>
    public static void Fill(Span<byte> block, ReadOnlySpan<byte> sample)
    {
        switch (sample.Length)
        {
            case 1:
                block.Fill(sample[0]);
                break;
            case 2:
                MemoryMarshal.Cast<byte, ushort>(block).Fill(MemoryMarshal.Read<ushort>(sample));
                break;
            case 4:
                MemoryMarshal.Cast<byte, uint>(block).Fill(MemoryMarshal.Read<uint>(sample));
                break;
            default:
                MemoryMarshal.Cast<byte, ulong>(block).Fill(MemoryMarshal.Read<ulong>(sample));
                break;
        }
    }

    /// <summary>Copies <paramref name="count"/> samples along each axis, every <paramref name="step"/>-th of the source, densely into the target.</summary>
    /// <param name="source">Dense, of shape <paramref name="sourceShape"/>.</param>
    /// <param name="sourceShape">Samples along each axis of the source.</param>
    /// <param name="from">First sample in the source.</param>
    /// <param name="step">Samples of the source for one of the target.</param>
    /// <param name="count">Samples to copy.</param>
    /// <param name="target">Dense, of shape <paramref name="targetShape"/>.</param>
    /// <param name="targetShape">Samples along each axis of the target.</param>
    /// <param name="to">First sample in the target.</param>
    /// <param name="sampleBytes">Bytes of a sample: 1, 2, 4 or 8.</param>
    public static void CopyBox(
        ReadOnlySpan<byte> source, ReadOnlySpan<int> sourceShape, ReadOnlySpan<int> from, ReadOnlySpan<int> step, ReadOnlySpan<int> count,
        Span<byte> target, ReadOnlySpan<int> targetShape, ReadOnlySpan<int> to, int sampleBytes)
    {
        switch (sampleBytes)
        {
            case 1:
                Copy(source, sourceShape, from, step, count, target, targetShape, to);
                break;
            case 2:
                Copy(MemoryMarshal.Cast<byte, ushort>(source), sourceShape, from, step, count, MemoryMarshal.Cast<byte, ushort>(target), targetShape, to);
                break;
            case 4:
                Copy(MemoryMarshal.Cast<byte, uint>(source), sourceShape, from, step, count, MemoryMarshal.Cast<byte, uint>(target), targetShape, to);
                break;
            default:
                Copy(MemoryMarshal.Cast<byte, ulong>(source), sourceShape, from, step, count, MemoryMarshal.Cast<byte, ulong>(target), targetShape, to);
                break;
        }
    }

    private static void Copy<T>(
        ReadOnlySpan<T> source, ReadOnlySpan<int> sourceShape, ReadOnlySpan<int> from, ReadOnlySpan<int> step, ReadOnlySpan<int> count,
        Span<T> target, ReadOnlySpan<int> targetShape, ReadOnlySpan<int> to)
    {
        int axes = count.Length, last = axes - 1;
        Span<int> sourceStep = stackalloc int[axes], targetStep = stackalloc int[axes], at = stackalloc int[axes];
        int sourceSize = 1, targetSize = 1, sourceAt = 0, targetAt = 0;
        long rows = 1;
        for (int axis = last; axis >= 0; axis--)
        {
            sourceAt += from[axis] * sourceSize;
            targetAt += to[axis] * targetSize;
            sourceStep[axis] = sourceSize * step[axis];
            targetStep[axis] = targetSize;
            sourceSize *= sourceShape[axis];
            targetSize *= targetShape[axis];
            rows *= axis == last ? 1 : count[axis];
            at[axis] = 0;
        }

        for (long row = 0; row < rows; row++)
        {
            CopyRow(source[sourceAt..], step[last], target.Slice(targetAt, count[last]));
            for (int axis = last - 1; axis >= 0; axis--)
            {
                sourceAt += sourceStep[axis];
                targetAt += targetStep[axis];
                if (++at[axis] < count[axis])
                {
                    break;
                }

                sourceAt -= sourceStep[axis] * count[axis];
                targetAt -= targetStep[axis] * count[axis];
                at[axis] = 0;
            }
        }
    }

    private static void CopyRow<T>(ReadOnlySpan<T> source, int step, Span<T> target)
    {
        if (step == 1)
        {
            source[..target.Length].CopyTo(target);
            return;
        }

        for (int x = 0, from = 0; x < target.Length; x++, from += step)
        {
            target[x] = source[from];
        }
    }
}
