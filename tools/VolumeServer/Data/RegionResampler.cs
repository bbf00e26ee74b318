using System;

namespace Fathom.VolumeServer.Data;

/// <summary>One block of values to another size over the same extent, axis by axis. NaN stays NaN: unknown next to known is unknown only where nothing known is near.</summary>
internal static class RegionResampler
{
    public static double[] Resample(double[] values, int[] shape, int[] wanted, bool nearest)
    {
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] != wanted[axis])
            {
                values = Along(values, shape, axis, wanted[axis], nearest);
                shape = [.. shape];
                shape[axis] = wanted[axis];
            }
        }

        return values;
    }

    private static double[] Along(double[] values, int[] shape, int axis, int wanted, bool nearest)
    {
        int inner = 1, outer = 1, count = shape[axis];
        for (int i = 0; i < shape.Length; i++)
        {
            inner *= i > axis ? shape[i] : 1;
            outer *= i < axis ? shape[i] : 1;
        }

        double[] result = new double[checked(outer * wanted * inner)];
        double pitch = (double)count / wanted;
        for (int to = 0; to < wanted; to++)
        {
            double at = Math.Clamp(((to + 0.5) * pitch) - 0.5, 0, count - 1);
            int left = nearest ? (int)Math.Round(at) : (int)at, right = Math.Min(left + 1, count - 1);
            double weight = nearest ? 0 : at - left;
            for (int o = 0; o < outer; o++)
            {
                ReadOnlySpan<double> a = values.AsSpan(((o * count) + left) * inner, inner), b = values.AsSpan(((o * count) + right) * inner, inner);
                Span<double> line = result.AsSpan(((o * wanted) + to) * inner, inner);
                for (int i = 0; i < inner; i++)
                {
                    line[i] = weight == 0 || double.IsNaN(b[i]) ? a[i] : double.IsNaN(a[i]) ? b[i] : a[i] + ((b[i] - a[i]) * weight);
                }
            }
        }

        return result;
    }
}
