using System;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Binds the textures of an imported picture where the picture program looks for its planes.</summary>
/// <remarks>Threads: GL thread.</remarks>
internal static class PlaneBinding
{
    private const int MostPlanes = 3;

    /// <summary>Imports and binds, plane by plane from texture unit 0 on. False when it cannot be imported; nothing is bound then.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="disposal">Where old GL objects go.</param>
    /// <param name="importers">Who can import.</param>
    /// <param name="lease">The picture; the renderer role is held.</param>
    /// <param name="smoothLuma">Whether the first plane is interpolated; chroma always is.</param>
    internal static bool TryBind(GL gl, GlDisposalQueue disposal, FrameImporters? importers, FrameLease lease, bool smoothLuma)
    {
        int count = lease.Info.Layout.PlaneCount();
        Span<uint> textures = stackalloc uint[MostPlanes];
        if (importers is null || count is 0 or > MostPlanes || !importers.TryImport(gl, disposal, lease, textures[..count]))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            bool smooth = i > 0 || smoothLuma;
            gl.ActiveTexture(TextureUnit.Texture0 + i);
            gl.BindTexture(TextureTarget.Texture2D, textures[i]);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)(smooth ? TextureMinFilter.Linear : TextureMinFilter.Nearest));
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)(smooth ? TextureMagFilter.Linear : TextureMagFilter.Nearest));
        }

        return true;
    }
}
