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
        int x = Avx2.IsSupported ? CoverWide(values, shading, sheet, at) : 0;
        float low = shading.LowCode, scale = shading.PerCode * (SheetShading.Entries - 1);
        for (; x < values.Length; x++)
        {
            int entry = Math.Min((int)(((values[x] - low) * scale) + 0.5f), SheetShading.Entries - 1), i = at + x;
            if (entry <= 0 || sheet.PartD[i] < Opaque)
            {
                continue;
            }

            int tint = shading.Tint[entry];
            float cover = shading.Cover[entry] * (shading.Mode == VolumeMode.Additive ? 1 / 255f : sheet.PartD[i]);
            float red = cover * (tint & 0xFF), green = cover * ((tint >> 8) & 0xFF), blue = cover * ((tint >> 16) & 0xFF);
            if (shading.Mode == VolumeMode.Additive)
            {
                sheet.PartA[i] *= 1 - red;
                sheet.PartB[i] *= 1 - green;
                sheet.PartC[i] *= 1 - blue;
                continue;
            }

            sheet.PartA[i] += red;
            sheet.PartB[i] += green;
            sheet.PartC[i] += blue;
            sheet.PartD[i] -= cover;
        }
    }

    /// <summary>Eight cells at a time; where all eight are dark, or covered already, nothing is looked up. Returns where it stopped.</summary>
    private static unsafe int CoverWide(ReadOnlySpan<int> values, SheetShading shading, Sheet sheet, int at)
    {
        Vector256<float> low = Vector256.Create(shading.LowCode), scale = Vector256.Create(shading.PerCode * (SheetShading.Entries - 1));
        Vector256<float> half = Vector256.Create(0.5f), one = Vector256<float>.One, opaque = Vector256.Create(Opaque), per = Vector256.Create(1 / 255f);
        Vector256<int> top = Vector256.Create(SheetShading.Entries - 1), mask = Vector256.Create(0xFF);
        bool adds = shading.Mode == VolumeMode.Additive;
        int x = 0;
        fixed (int* from = values, tints = shading.Tint)
        fixed (float* covers = shading.Cover, a = sheet.PartA, b = sheet.PartB, c = sheet.PartC, d = sheet.PartD)
        {
            for (; x + 8 <= values.Length; x += 8)
            {
                Vector256<int> entry = Avx.ConvertToVector256Int32WithTruncation(((Vector256.ConvertToSingle(Vector256.Load(from + x)) - low) * scale) + half);
                entry = Vector256.Min(Vector256.Max(entry, Vector256<int>.Zero), top);
                Vector256<float> clear = Vector256.Load(d + at + x);
                if (entry == Vector256<int>.Zero || Vector256.LessThanAll(clear, opaque))
                {
                    continue;
                }

                Vector256<int> tint = Avx2.GatherVector256(tints, entry, 4);
                Vector256<float> cover = Avx2.GatherVector256(covers, entry, 4) * (adds ? per : clear);
                Vector256<float> red = Vector256.ConvertToSingle(tint & mask) * cover;
                Vector256<float> green = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(tint, 8) & mask) * cover;
                Vector256<float> blue = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(tint, 16) & mask) * cover;
                float* r = a + at + x, g = b + at + x, h = c + at + x;
                if (adds)
                {
                    (Vector256.Load(r) * (one - red)).Store(r);
                    (Vector256.Load(g) * (one - green)).Store(g);
                    (Vector256.Load(h) * (one - blue)).Store(h);
                    continue;
                }

                (Vector256.Load(r) + red).Store(r);
                (Vector256.Load(g) + green).Store(g);
                (Vector256.Load(h) + blue).Store(h);
                (clear - cover).Store(d + at + x);
            }
        }

        return x;
    }
}
