using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>How one plane becomes a texture.</summary>
internal readonly record struct PlaneFormat(InternalFormat Internal, PixelFormat Format, PixelType Type, int BytesPerTexel)
{
    internal static PlaneFormat Of(PixelLayout layout, int plane) => layout switch
    {
        PixelLayout.Rgba => new(InternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte, 4),
        PixelLayout.Rgb24 => new(InternalFormat.Rgb8, PixelFormat.Rgb, PixelType.UnsignedByte, 3),
        PixelLayout.Nv12 when plane == 1 => new(InternalFormat.RG8, PixelFormat.RG, PixelType.UnsignedByte, 2),
        PixelLayout.P010 when plane == 1 => new(InternalFormat.RG16, PixelFormat.RG, PixelType.UnsignedShort, 4),
        PixelLayout.P010 or PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 => new(InternalFormat.R16, PixelFormat.Red, PixelType.UnsignedShort, 2),
        _ => new(InternalFormat.R8, PixelFormat.Red, PixelType.UnsignedByte, 1),
    };
}
