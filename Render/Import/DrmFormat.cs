using Fathom.Decode;

namespace Fathom.Render;

/// <summary>DRM's names for formats, and which of them a plane of a layout may have.</summary>
internal static class DrmFormat
{
    internal const uint R8 = 0x20203852;
    internal const uint GR88 = 0x38385247;
    internal const uint RG88 = 0x38384752;
    internal const uint R16 = 0x20363152;
    internal const uint GR1616 = 0x32335247;
    internal const uint RG1616 = 0x32334752;
    internal const uint NV12 = 0x3231564E;
    internal const uint P010 = 0x30313050;
    internal const ulong Linear = 0;
    internal const ulong UnknownModifier = 0x00FF_FFFF_FFFF_FFFF;

    /// <summary>The format in which a plane is sampled; 0 for layouts that surfaces do not have.</summary>
    internal static uint Of(PixelLayout layout, int plane) => (layout, plane) switch
    {
        (PixelLayout.Nv12, 0) => R8,
        (PixelLayout.Nv12, 1) => GR88,
        (PixelLayout.P010, 0) => R16,
        (PixelLayout.P010, 1) => GR1616,
        (PixelLayout.Yuv420P or PixelLayout.Yuv422P or PixelLayout.Yuv444P or PixelLayout.Gray, _) => R8,
        _ => 0,
    };

    /// <summary>The formats of whole pictures: their planes are imported one by one, since drivers do not sample them as one texture in desktop GL.</summary>
    internal static bool IsWholePicture(uint fourcc) => fourcc is NV12 or P010;

    /// <summary>Whether a layer that says <paramref name="found"/> can be sampled as <paramref name="wanted"/>.</summary>
    internal static bool Fits(uint found, uint wanted) => found == wanted || (found, wanted) is (RG88, GR88) or (RG1616, GR1616);

    /// <summary>The four characters, for messages.</summary>
    internal static string Name(uint fourcc)
        => new([(char)(fourcc & 255), (char)((fourcc >> 8) & 255), (char)((fourcc >> 16) & 255), (char)((fourcc >> 24) & 255)]);
}
