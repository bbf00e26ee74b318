using System.Runtime.InteropServices;

namespace Fathom.Render.Native.FreeType;

#pragma warning disable CS0649, IDE1006 // FreeType fills these; names are FreeType's.

/// <summary>The public part of FT_FaceRec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FT_FaceRec
{
    internal CLong num_faces;
    internal CLong face_index;
    internal CLong face_flags;
    internal CLong style_flags;
    internal CLong num_glyphs;
    internal nint family_name;
    internal nint style_name;
    internal int num_fixed_sizes;
    internal nint available_sizes;
    internal int num_charmaps;
    internal nint charmaps;
    internal nint generic_data;
    internal nint generic_finalizer;
    internal CLong bbox_xMin;
    internal CLong bbox_yMin;
    internal CLong bbox_xMax;
    internal CLong bbox_yMax;
    internal ushort units_per_EM;
    internal short ascender;
    internal short descender;
    internal short height;
    internal short max_advance_width;
    internal short max_advance_height;
    internal short underline_position;
    internal short underline_thickness;
    internal nint glyph;
    internal nint size;
}

/// <summary>The public part of FT_GlyphSlotRec up to the bitmap's place.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FT_GlyphSlotRec
{
    internal nint library;
    internal nint face;
    internal nint next;
    internal uint glyph_index;
    internal nint generic_data;
    internal nint generic_finalizer;
    internal CLong metrics_width;
    internal CLong metrics_height;
    internal CLong metrics_horiBearingX;
    internal CLong metrics_horiBearingY;
    internal CLong metrics_horiAdvance;
    internal CLong metrics_vertBearingX;
    internal CLong metrics_vertBearingY;
    internal CLong metrics_vertAdvance;
    internal CLong linearHoriAdvance;
    internal CLong linearVertAdvance;
    internal CLong advance_x;
    internal CLong advance_y;
    internal int format;
    internal FT_Bitmap bitmap;
    internal int bitmap_left;
    internal int bitmap_top;
}

/// <summary>FT_Bitmap.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FT_Bitmap
{
    internal uint rows;
    internal uint width;
    internal int pitch;
    internal byte* buffer;
    internal ushort num_grays;
    internal byte pixel_mode;
    internal byte palette_mode;
    internal nint palette;
}
#pragma warning restore CS0649, IDE1006
