using System;
using System.Runtime.InteropServices;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.FreeType;

namespace Fathom.Render;

/// <summary>One font file, opened by FreeType.</summary>
/// <remarks>Threads: one. Ownership: of the library and the face.</remarks>
internal sealed unsafe class FontFace : IDisposable
{
    private nint _library;
    private nint _face;
    private int _size;

    private FontFace(nint library, nint face)
    {
        _library = library;
        _face = face;
    }

    /// <summary>Opens a font of the distribution.</summary>
    /// <param name="file">The file's name.</param>
    internal static FontFace Open(string file)
    {
        if (!FontProbe.TryBind())
        {
            throw new FathomException(ExitCode.MissingLibrary, "Cannot draw text.", "FreeType could not be loaded.", FontProbe.InstallLibrary);
        }

        string path = FontProbe.Find(file)
            ?? throw new FathomException(ExitCode.MissingLibrary, "Cannot draw text.", $"The font {file} is not there.", FontProbe.InstallFont);
        nint library;
        Check(LibFreeType.FT_Init_FreeType(&library), path);
        nint face;
        int error = LibFreeType.FT_New_Face(library, path, 0, &face);
        if (error != 0)
        {
            _ = LibFreeType.FT_Done_FreeType(library);
            Check(error, path);
        }

        return new FontFace(library, face);
    }

    /// <summary>Draws one sign. The samples stay valid until the next call; there are none for a space.</summary>
    /// <returns>Width, height, left, top and advance as in <see cref="Glyph"/>; null when the font has no such sign.</returns>
    internal Glyph? Render(int codePoint, int size, out ReadOnlySpan<byte> samples, out int pitch)
    {
        samples = default;
        pitch = 0;
        SetSize(size);
        uint index = LibFreeType.FT_Get_Char_Index(_face, new CULong((uint)codePoint));
        if (index == 0 || LibFreeType.FT_Load_Glyph(_face, index, LibFreeType.FT_LOAD_RENDER | LibFreeType.FT_LOAD_TARGET_LIGHT) != 0)
        {
            return null;
        }

        var slot = (FT_GlyphSlotRec*)((FT_FaceRec*)_face)->glyph;
        ref FT_Bitmap bitmap = ref slot->bitmap;
        pitch = bitmap.pitch;
        if (bitmap.rows > 0 && pitch > 0)
        {
            samples = new ReadOnlySpan<byte>(bitmap.buffer, checked((int)bitmap.rows * pitch));
        }

        return new Glyph(
            0, 0, (short)bitmap.width, (short)bitmap.rows, (short)slot->bitmap_left, (short)slot->bitmap_top, (short)((slot->advance_x.Value + 32) >> 6));
    }

    /// <summary>How high lines are at a size.</summary>
    internal TextMetrics MetricsOf(int size)
    {
        var face = (FT_FaceRec*)_face;
        double scale = (double)size / Math.Max((ushort)1, face->units_per_EM);
        int cap = Render('H', size, out _, out _) is { } letter ? letter.Top : (int)(size * 0.7);
        return new TextMetrics((int)Math.Ceiling(face->ascender * scale), (int)Math.Ceiling(-face->descender * scale), cap);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_face != 0)
        {
            _ = LibFreeType.FT_Done_Face(_face);
            _ = LibFreeType.FT_Done_FreeType(_library);
            _face = 0;
            _library = 0;
        }
    }

    private static void Check(int error, string path)
    {
        if (error != 0)
        {
            throw new FathomException(ExitCode.MissingLibrary, $"Cannot open the font {path}.", $"FreeType gives error {error}.", FontProbe.InstallFont);
        }
    }

    private void SetSize(int size)
    {
        if (size != _size)
        {
            _ = LibFreeType.FT_Set_Pixel_Sizes(_face, 0, (uint)size);
            _size = size;
        }
    }
}
