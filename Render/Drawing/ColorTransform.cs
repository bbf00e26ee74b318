using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>The affine map from what a sampler returns (0–1) to RGB (0–1): rgb = matrix · sample + offset.</summary>
/// <remarks>Row-major. It folds range, bit depth and the place of the bits in the texture's words into one matrix.</remarks>
internal readonly record struct ColorTransform(
    float M00, float M01, float M02, float M10, float M11, float M12, float M20, float M21, float M22, float OffsetR, float OffsetG, float OffsetB)
{
    private static readonly ColorTransform s_identity = new(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0);

    /// <summary>The map for samples of a layout with resolved colours.</summary>
    internal static ColorTransform For(PixelLayout layout, ColorDescription color)
    {
        if (layout is PixelLayout.Rgba or PixelLayout.Rgb24)
        {
            return s_identity;
        }

        if (layout == PixelLayout.Gbrp)
        {
            return new ColorTransform(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0);
        }

        bool limited = color.Range != ColorRange.Full;
        double unit = 1 << (layout.BitDepth() - 8);
        double largest = (256 * unit) - 1;
        double codes = CodesAtOne(layout);
        double lumaSpan = limited ? 219 * unit : largest;
        double chromaSpan = limited ? 224 * unit : largest;
        double lumaScale = codes / lumaSpan;
        double lumaBias = limited ? -16 * unit / lumaSpan : 0;
        double chromaScale = codes / chromaSpan;
        double chromaBias = -128 * unit / chromaSpan;
        if (layout == PixelLayout.Gray)
        {
            float scale = (float)lumaScale;
            float bias = (float)lumaBias;
            return new ColorTransform(scale, 0, 0, scale, 0, 0, scale, 0, 0, bias, bias, bias);
        }

        (double red, double blue) = LumaWeights.Of(color.Matrix);
        double green = 1 - red - blue;
        double rv = 2 * (1 - red);
        double bu = 2 * (1 - blue);
        double gu = -bu * blue / green;
        double gv = -rv * red / green;
        return new ColorTransform(
            (float)lumaScale, 0, (float)(rv * chromaScale),
            (float)lumaScale, (float)(gu * chromaScale), (float)(gv * chromaScale),
            (float)lumaScale, (float)(bu * chromaScale), 0,
            (float)(lumaBias + (rv * chromaBias)),
            (float)(lumaBias + ((gu + gv) * chromaBias)),
            (float)(lumaBias + (bu * chromaBias)));
    }

    /// <summary>The matrix as GL takes it when it transposes.</summary>
    internal void CopyMatrix(Span<float> target)
    {
        ReadOnlySpan<float> rows = [M00, M01, M02, M10, M11, M12, M20, M21, M22];
        rows.CopyTo(target);
    }

    /// <summary>The code that a sampler returns as 1.</summary>
    private static double CodesAtOne(PixelLayout layout) => layout switch
    {
        // Ten bits at the bottom of a word: the largest word is far above the largest code.
        PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 => 65535,

        // Ten bits at the top of a word.
        PixelLayout.P010 => 65535.0 / 64,
        _ => 255,
    };
}
