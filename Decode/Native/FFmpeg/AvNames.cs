using System;
using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Numbers that moved between releases, asked for by name once.</summary>
internal sealed unsafe class AvNames
{
    private readonly PixelLayout[] _layouts;
    private readonly int[] _formats = new int[(int)PixelLayout.Rgb24 + 1];

    private AvNames(PixelLayout[] layouts) => _layouts = layouts;

    internal static AvNames Resolve()
    {
        var names = new AvNames(new PixelLayout[1024]);
        names.Add("yuv420p", PixelLayout.Yuv420P);
        names.Add("yuvj420p", PixelLayout.Yuv420P, alias: true);
        names.Add("yuv422p", PixelLayout.Yuv422P);
        names.Add("yuvj422p", PixelLayout.Yuv422P, alias: true);
        names.Add("yuv444p", PixelLayout.Yuv444P);
        names.Add("yuvj444p", PixelLayout.Yuv444P, alias: true);
        names.Add("yuv420p10le", PixelLayout.Yuv420P10);
        names.Add("yuv444p10le", PixelLayout.Yuv444P10);
        names.Add("nv12", PixelLayout.Nv12);
        names.Add("p010le", PixelLayout.P010);
        names.Add("gray", PixelLayout.Gray);
        names.Add("gbrp", PixelLayout.Gbrp);
        names.Add("rgba", PixelLayout.Rgba);
        names.Add("rgb24", PixelLayout.Rgb24);
        return names;
    }

    /// <summary>Our name for an AVPixelFormat.</summary>
    internal PixelLayout LayoutOf(int format) => (uint)format < (uint)_layouts.Length ? _layouts[format] : PixelLayout.Unknown;

    /// <summary>The AVPixelFormat of a layout; -1 when the library lacks it.</summary>
    internal int FormatOf(PixelLayout layout) => _formats[(int)layout];

    /// <summary>The name of an AVPixelFormat, for messages.</summary>
    internal static string NameOf(int format) => Marshal.PtrToStringUTF8((nint)LibAvUtil.av_get_pix_fmt_name(format)) ?? $"format {format}";

    /// <summary>The formats yuvj… mean full range, whatever the range field says.</summary>
    internal static bool MeansFullRange(int format)
    {
        byte* name = LibAvUtil.av_get_pix_fmt_name(format);
        return name != null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).StartsWith("yuvj"u8);
    }

    private void Add(string name, PixelLayout layout, bool alias = false)
    {
        int format = LibAvUtil.av_get_pix_fmt(name);
        if (format >= 0 && format < _layouts.Length)
        {
            _layouts[format] = layout;
        }

        if (!alias)
        {
            _formats[(int)layout] = format;
        }
    }
}
