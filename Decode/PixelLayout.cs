namespace Fathom.Decode;

/// <summary>How the samples of a decoded picture lie in memory. Our own names: FFmpeg's numbers moved between releases.</summary>
public enum PixelLayout
{
    /// <summary>Nothing decoded yet, or a layout that no path here understands.</summary>
    Unknown = 0,

    /// <summary>Three planes, 8 bit, chroma halved both ways.</summary>
    Yuv420P,

    /// <summary>Three planes, 8 bit, chroma halved across.</summary>
    Yuv422P,

    /// <summary>Three planes, 8 bit, full chroma.</summary>
    Yuv444P,

    /// <summary>Three planes, 10 bit in the low bits of little-endian 16, chroma halved both ways.</summary>
    Yuv420P10,

    /// <summary>Three planes, 10 bit in the low bits of little-endian 16, full chroma.</summary>
    Yuv444P10,

    /// <summary>Luma plane and interleaved chroma plane, 8 bit, chroma halved both ways.</summary>
    Nv12,

    /// <summary>As <see cref="Nv12"/>, 10 bit in the high bits of little-endian 16.</summary>
    P010,

    /// <summary>One plane of luma, 8 bit.</summary>
    Gray,

    /// <summary>Three planes in the order G, B, R, 8 bit.</summary>
    Gbrp,

    /// <summary>One plane, four bytes a pixel.</summary>
    Rgba,

    /// <summary>One plane, three bytes a pixel.</summary>
    Rgb24,
}
