using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.VolumeServer.Rendering;

/// <summary>The innermost loops: a row of cells takes in a plane. Eight cells at a time where the processor can gather, one at a time elsewhere.</summary>
internal static class SheetKernels
{
    private const float Opaque = 1 / 255f / 4;

    public static void Draw(Sheet sheet, SheetShading shading, SheetLine line, int at, int count)
    {
        if (shading.Mode == VolumeMode.Mip)
        {
            Largest(line, sheet.Whole.AsSpan(at, count));
            return;
        }

        Span<int> values = line.Values.AsSpan(0, count);
        Take(line, values);
        switch (shading.Mode)
        {
            case VolumeMode.Average:
                Sum(values, sheet.Whole.AsSpan(at, count), sheet.Summed.AsSpan(at, count));
                break;
            case VolumeMode.Labels:
                FirstLabel(values, sheet.Whole.AsSpan(at, count));
                break;
            case VolumeMode.AttenuatedMip:
                Attenuate(values, shading, sheet.Geometry.StepLength, sheet.PartA.AsSpan(at, count), sheet.PartB.AsSpan(at, count));
                break;
            default:
                Cover(values, shading, sheet, at);
                break;
        }
    }

    /// <summary>The codes at the cells of a line.</summary>
    private static unsafe void Take(SheetLine line, Span<int> values)
    {
        int x = 0, position = line.Start;
        fixed (ushort* row = line.Mixed)
        fixed (int* into = values)
        {
            if (Avx2.IsSupported)
            {
                Vector256<int> place = Places(line), step = Vector256.Create(8 * line.Step), mask = Vector256.Create(line.WeightMask);
                for (; x + 8 <= values.Length; x += 8)
                {
                    Gather(row, place, mask).Store(into + x);
                    place += step;
                }

                position += x * line.Step;
            }

            for (; x < values.Length; x++)
            {
                into[x] = One(row, position, line.WeightMask);
                position += line.Step;
            }
        }
    }

    private static unsafe void Largest(SheetLine line, Span<int> largest)
    {
        int x = 0, position = line.Start;
        fixed (ushort* row = line.Mixed)
        fixed (int* into = largest)
        {
            if (Avx2.IsSupported)
            {
                Vector256<int> place = Places(line), step = Vector256.Create(8 * line.Step), mask = Vector256.Create(line.WeightMask);
                for (; x + 8 <= largest.Length; x += 8)
                {
                    Avx2.Max(Gather(row, place, mask), Vector256.Load(into + x)).Store(into + x);
                    place += step;
                }

                position += x * line.Step;
            }

            for (; x < largest.Length; x++)
            {
                into[x] = Math.Max(into[x], One(row, position, line.WeightMask));
                position += line.Step;
            }
        }
    }

    private static Vector256<int> Places(SheetLine line) =>
        Vector256.Create(line.Start) + (Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * line.Step);

    /// <summary>A sample and its right neighbour come in one load of 32 bits; one multiplication weighs and adds both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Gather(ushort* row, Vector256<int> place, Vector256<int> mask)
    {
        Vector256<int> pair = Avx2.GatherVector256((int*)row, Vector256.ShiftRightArithmetic(place, 16), 2);
        Vector256<int> weight = Vector256.ShiftRightLogical(place, 2) & mask;
        Vector256<int> weights = Vector256.ShiftLeft(weight, 16) | (Vector256.Create(0x4000) - weight);
        return Vector256.ShiftRightArithmetic(Avx2.MultiplyAddAdjacent(pair.AsInt16(), weights.AsInt16()), 14);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe int One(ushort* row, int position, int mask)
    {
        int index = position >> 16, weight = (position >> 2) & mask;
        return ((row[index] * (0x4000 - weight)) + (row[index + 1] * weight)) >> 14;
    }

    private static void Sum(ReadOnlySpan<int> values, Span<int> sums, Span<int> counts)
    {
        for (int x = 0; x < values.Length; x++)
        {
            sums[x] += values[x];
            counts[x] += values[x] > 0 ? 1 : 0;
        }
    }

    private static void FirstLabel(ReadOnlySpan<int> values, Span<int> labels)
    {
        for (int x = 0; x < values.Length; x++)
        {
            labels[x] = labels[x] == 0 ? values[x] : labels[x];
        }
    }

    private static void Attenuate(ReadOnlySpan<int> values, SheetShading shading, double step, Span<float> largest, Span<float> sums)
    {
        float attenuation = -shading.Attenuation * (float)step;
        int x = 0;
        Vector256<float> low = Vector256.Create(shading.LowCode), scale = Vector256.Create(shading.PerCode), one = Vector256<float>.One;
        for (; x + 8 <= values.Length; x += 8)
        {
            Vector256<float> intensity = (Vector256.ConvertToSingle(Vector256.Create(values[x..])) - low) * scale;
            intensity = Vector256.Min(Vector256.Max(intensity, Vector256<float>.Zero), one);
            Vector256<float> sum = Vector256.Create<float>(sums[x..]), most = Vector256.Create<float>(largest[x..]);

            // What cannot beat the largest so far needs no exponential.
            if (Vector256.GreaterThanAny(intensity, most))
            {
                Vector256.Max(most, intensity * Vector256.Exp(sum * attenuation)).CopyTo(largest[x..]);
            }

            (sum + intensity).CopyTo(sums[x..]);
        }

        for (; x < values.Length; x++)
        {
            float intensity = Math.Clamp((values[x] - shading.LowCode) * shading.PerCode, 0, 1);
            largest[x] = Math.Max(largest[x], intensity * MathF.Exp(sums[x] * attenuation));
            sums[x] += intensity;
        }
    }

    private static void Cover(ReadOnlySpan<int> values, SheetShading shading, Sheet sheet, int at)
    {
        Span<float> red = sheet.PartA.AsSpan(at, values.Length), green = sheet.PartB.AsSpan(at, values.Length);
        Span<float> blue = sheet.PartC.AsSpan(at, values.Length), clear = sheet.PartD.AsSpan(at, values.Length);
        float[] covers = shading.Cover;
        int[] tints = shading.Tint;
        float low = shading.LowCode, scale = shading.PerCode * (SheetShading.Entries - 1);
        bool adds = shading.Mode == VolumeMode.Additive;
        for (int x = 0; x < values.Length; x++)
        {
            int entry = Math.Min((int)(((values[x] - low) * scale) + 0.5f), SheetShading.Entries - 1);
            if (entry <= 0 || clear[x] < Opaque)
            {
                continue;
            }

            float cover = covers[entry];
            int tint = tints[entry];
            if (adds)
            {
                cover /= 255;
                red[x] *= 1 - (cover * (tint & 0xFF));
                green[x] *= 1 - (cover * ((tint >> 8) & 0xFF));
                blue[x] *= 1 - (cover * ((tint >> 16) & 0xFF));
                continue;
            }

            cover *= clear[x];
            red[x] += cover * (tint & 0xFF);
            green[x] += cover * ((tint >> 8) & 0xFF);
            blue[x] += cover * ((tint >> 16) & 0xFF);
            clear[x] -= cover;
        }
    }
}
