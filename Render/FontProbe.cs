using System.Collections.Generic;
using System.IO;
using Fathom.Decode;
using Fathom.Render.Native;
using Fathom.Render.Native.FreeType;

namespace Fathom.Render;

/// <summary>Looks for FreeType and a font that it can open.</summary>
internal static unsafe class FontProbe
{
    internal const string FontFile = "DejaVuSans.ttf";

    internal const string BoldFile = "DejaVuSans-Bold.ttf";

    internal const string InstallLibrary = "Install it (Debian/Ubuntu: apt-get install libfreetype6).";
    internal const string InstallFont = "Install it (Debian/Ubuntu: apt-get install fonts-dejavu-core).";

    private static readonly string[] s_folders = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", @"C:\Windows\Fonts"];

    public static IReadOnlyList<LibraryReport> Run()
    {
        if (!TryBind())
        {
            return [new LibraryReport("FreeType", ProbeStatus.Missing, "libfreetype.so.6 could not be loaded", InstallLibrary)];
        }

        nint library;
        if (LibFreeType.FT_Init_FreeType(&library) is not 0 and var error)
        {
            return [new LibraryReport("FreeType", ProbeStatus.Found, $"FT_Init_FreeType gave error {error}", InstallLibrary)];
        }

        int major;
        int minor;
        int patch;
        LibFreeType.FT_Library_Version(library, &major, &minor, &patch);
        LibraryReport font = TryFont(library);
        _ = LibFreeType.FT_Done_FreeType(library);
        return [new LibraryReport("FreeType", ProbeStatus.Works, $"{major}.{minor}.{patch}", null), font];
    }

    /// <summary>Binds FreeType; false where it is missing.</summary>
    internal static bool TryBind()
        => NativeLibraries.TryBind(LibFreeType.Name, NativeLibraries.Candidates("libfreetype.so.6", "freetype.dll", "libfreetype.6.dylib"));

    /// <summary>The path of a font file; null where none of the fonts' folders has it.</summary>
    internal static string? Find(string file)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 4 };
        foreach (string folder in s_folders)
        {
            if (Directory.Exists(folder))
            {
                foreach (string path in Directory.EnumerateFiles(folder, file, options))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static LibraryReport TryFont(nint library)
    {
        if (Find(FontFile) is not { } path)
        {
            return new LibraryReport("font", ProbeStatus.Missing, $"{FontFile} is in none of {string.Join(", ", s_folders)}", InstallFont);
        }

        nint face;
        if (LibFreeType.FT_New_Face(library, path, 0, &face) is not 0 and var error)
        {
            return new LibraryReport("font", ProbeStatus.Found, $"{path} cannot be opened: FreeType error {error}", InstallFont);
        }

        _ = LibFreeType.FT_Done_Face(face);
        return new LibraryReport("font", ProbeStatus.Works, path, null);
    }
}
