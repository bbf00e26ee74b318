using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of several layers to rows of one picture, in floats from 0 to 255, rounded once at the end.</summary>
internal static class Compositor
{
    public static Blending Parse(string name) => name switch
    {
        "opaque" => Blending.Opaque,
        "additive" => Blending.Additive,
        "minimum" => Blending.Minimum,
        "maximum" => Blending.Maximum,
        "average" => Blending.Average,
        _ => Blending.Translucent,
    };

    /// <summary>A row of the picture, 0xFFBBGGRR.</summary>
    public static void Row(ReadOnlySpan<CompositeLayer> layers, int y, RowScratch scratch, Span<uint> output)
    {
        Span<float> sum = scratch.Sum(4 * output.Length).AsSpan(0, 4 * output.Length);
        sum.Clear();
        Span<uint> colors = scratch.Colors(output.Length).AsSpan(0, output.Length);
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].Rows.Colors(y, scratch, colors);

            // There is nothing below the lowest layer: in every mode it is drawn over black, as by itself.
            Blending mode = i == 0 ? Blending.Opaque : layers[i].Mode;
            Blend(mode, (float)layers[i].Opacity, colors, sum);
        }

        Pack(sum, output);
    }

    private static unsafe void Blend(Blending mode, float opacity, ReadOnlySpan<uint> colors, Span<float> sum)
    {
        float coverage = opacity / 255;
        var bound = Vector128.Create(255f);
        fixed (uint* from = colors)
        fixed (float* into = sum)
        {
            for (int x = 0; x < colors.Length; x++)
            {
                uint packed = from[x];
                if (packed >> 24 == 0)
                {
                    continue;
                }

                Vector128<float> color = Unpack(packed), below = Vector128.Load(into + (4 * x));
                float a = (packed >> 24) * coverage;
                Vector128<float> result = mode switch
                {
                    Blending.Opaque => color * a,
                    Blending.Translucent => below + ((color - below) * a),
                    Blending.Additive => Vector128.Min(bound, below + (color * a)),
                    Blending.Minimum => below + ((Vector128.Min(below, color) - below) * a),
                    Blending.Maximum => below + ((Vector128.Max(below, color) - below) * a),
                    _ => below + ((color - below) * (0.5f * a)),
                };
                result.Store(into + (4 * x));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Unpack(uint packed)
    {
        Vector128<ushort> shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(packed).AsByte());
        return Vector128.ConvertToSingle(Vector128.WidenLower(shorts).AsInt32());
    }

    private static unsafe void Pack(ReadOnlySpan<float> sum, Span<uint> output)
    {
        var half = Vector128.Create(0.5f);
        fixed (float* from = sum)
        {
            for (int x = 0; x < output.Length; x++)
            {
                Vector128<int> whole = Vector128.ConvertToInt32(Vector128.Load(from + (4 * x)) + half);
                Vector128<ushort> shorts = Vector128.Narrow(whole, whole).AsUInt16();
                output[x] = Vector128.Narrow(shorts, shorts).AsUInt32().ToScalar() | 0xFF000000;
            }
        }
    }
}
