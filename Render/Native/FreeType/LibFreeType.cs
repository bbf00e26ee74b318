using System.Runtime.InteropServices;

namespace Fathom.Render.Native.FreeType;

/// <summary>The functions of FreeType that draw text; C names.</summary>
internal static unsafe partial class LibFreeType
{
    internal const string Name = "freetype";

    internal const int FT_LOAD_RENDER = 1 << 2;
    internal const int FT_LOAD_TARGET_LIGHT = 1 << 16;

    [LibraryImport(Name)]
    internal static partial int FT_Init_FreeType(nint* alibrary);

    [LibraryImport(Name)]
    internal static partial void FT_Library_Version(nint library, int* amajor, int* aminor, int* apatch);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FT_New_Face(nint library, string filepathname, nint faceIndex, nint* aface);

    [LibraryImport(Name)]
    internal static partial int FT_Set_Pixel_Sizes(nint face, uint pixelWidth, uint pixelHeight);

    [LibraryImport(Name)]
    internal static partial uint FT_Get_Char_Index(nint face, CULong charcode);

    [LibraryImport(Name)]
    internal static partial int FT_Load_Glyph(nint face, uint glyphIndex, int loadFlags);

    [LibraryImport(Name)]
    internal static partial int FT_Done_Face(nint face);

    [LibraryImport(Name)]
    internal static partial int FT_Done_FreeType(nint library);
}
