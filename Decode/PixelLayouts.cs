namespace Fathom.Decode;

/// <summary>Facts about the layouts: planes, bytes a sample, chroma sizes.</summary>
public static class PixelLayouts
{
    /// <summary>How many planes the layout has; 0 for <see cref="PixelLayout.Unknown"/>.</summary>
    public static int PlaneCount(this PixelLayout layout) => layout switch
    {
        PixelLayout.Yuv420P or PixelLayout.Yuv422P or PixelLayout.Yuv444P or PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 or PixelLayout.Gbrp => 3,
        PixelLayout.Nv12 or PixelLayout.P010 => 2,
        PixelLayout.Gray or PixelLayout.Rgba or PixelLayout.Rgb24 => 1,
        _ => 0,
    };

    /// <summary>Significant bits of one sample.</summary>
    public static int BitDepth(this PixelLayout layout)
        => layout is PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 or PixelLayout.P010 ? 10 : 8;

    /// <summary>True where chroma is halved across.</summary>
    public static bool HalvesWidth(this PixelLayout layout)
        => layout is PixelLayout.Yuv420P or PixelLayout.Yuv422P or PixelLayout.Yuv420P10 or PixelLayout.Nv12 or PixelLayout.P010;

    /// <summary>True where chroma is halved down.</summary>
    public static bool HalvesHeight(this PixelLayout layout)
        => layout is PixelLayout.Yuv420P or PixelLayout.Yuv420P10 or PixelLayout.Nv12 or PixelLayout.P010;

    /// <summary>Rows of <paramref name="plane"/> in a picture of <paramref name="height"/> rows; odd sizes round up.</summary>
    public static int RowsOf(this PixelLayout layout, int plane, int height)
        => plane > 0 && layout.HalvesHeight() ? (height + 1) / 2 : height;

    /// <summary>Bytes that one row of <paramref name="plane"/> uses (without padding) in a picture <paramref name="width"/> wide.</summary>
    public static int RowBytesOf(this PixelLayout layout, int plane, int width)
    {
        int samples = plane > 0 && layout.HalvesWidth() ? (width + 1) / 2 : width;
        int perSample = layout switch
        {
            PixelLayout.Nv12 => plane == 0 ? 1 : 2,
            PixelLayout.P010 => plane == 0 ? 2 : 4,
            PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 => 2,
            PixelLayout.Rgba => 4,
            PixelLayout.Rgb24 => 3,
            _ => 1,
        };
        return samples * perSample;
    }
}
