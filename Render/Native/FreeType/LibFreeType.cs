using System.Runtime.InteropServices;

namespace Fathom.Render.Native.FreeType;

/// <summary>The functions of FreeType that tell whether text can be drawn; C names.</summary>
internal static unsafe partial class LibFreeType
{
    internal const string Name = "freetype";

    [LibraryImport(Name)]
    internal static partial int FT_Init_FreeType(nint* alibrary);

    [LibraryImport(Name)]
    internal static partial void FT_Library_Version(nint library, int* amajor, int* aminor, int* apatch);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FT_New_Face(nint library, string filepathname, nint faceIndex, nint* aface);

    [LibraryImport(Name)]
    internal static partial int FT_Done_Face(nint face);

    [LibraryImport(Name)]
    internal static partial int FT_Done_FreeType(nint library);
}
