using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>From FFmpeg's colour numbers, which are those of ITU-T H.273 and never moved, to ours.</summary>
internal static class AvColors
{
    internal static ColorDescription Read(AvFrameRef frame, PixelLayout layout)
    {
        bool rgb = layout is PixelLayout.Rgba or PixelLayout.Rgb24 or PixelLayout.Gbrp;
        ColorMatrix matrix = frame.Colorspace switch
        {
            0 => ColorMatrix.Identity,
            1 => ColorMatrix.Bt709,
            5 or 6 => ColorMatrix.Bt601,
            9 or 10 => ColorMatrix.Bt2020,
            _ => rgb ? ColorMatrix.Identity : ColorMatrix.Unspecified,
        };
        ColorRange range = frame.ColorRange switch
        {
            1 => ColorRange.Limited,
            2 => ColorRange.Full,
            _ => AvNames.MeansFullRange(frame.Format) || rgb ? ColorRange.Full : ColorRange.Unspecified,
        };
        ChromaSiting siting = frame.ChromaLocation switch
        {
            1 => ChromaSiting.Left,
            2 => ChromaSiting.Center,
            3 => ChromaSiting.TopLeft,
            4 => ChromaSiting.Top,
            _ => ChromaSiting.Unspecified,
        };
        return new ColorDescription(matrix, range, siting);
    }
}
