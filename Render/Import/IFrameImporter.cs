using System;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Makes plane textures of pictures that do not lie in ordinary memory.</summary>
/// <remarks>Threads: GL thread. Ownership: the importer owns the textures; they are valid until the next import. The lease stays the caller's, who holds
/// its renderer role until the GPU has passed the fence of the draw.</remarks>
internal interface IFrameImporter
{
    /// <summary>Which surfaces it takes.</summary>
    SurfaceKind Kind { get; }

    /// <summary>Its name in reports, e.g. "DMA-BUF to EGLImage".</summary>
    string Name { get; }

    /// <summary>Gives a texture for each plane. False when the driver or the picture says no; nothing is left behind then.</summary>
    /// <param name="gl">The current context.</param>
    /// <param name="disposal">Where old GL objects go.</param>
    /// <param name="lease">The picture; a role is held.</param>
    /// <param name="textures">One entry for each plane of the layout.</param>
    /// <param name="refusal">Why not; null when it worked.</param>
    bool TryImport(GL gl, GlDisposalQueue disposal, FrameLease lease, Span<uint> textures, out string? refusal);

    /// <summary>Lets everything go that belongs to the context, which is current and alive.</summary>
    void Release(GlDisposalQueue disposal);

    /// <summary>The context is gone, and all its objects with it: forgets their names.</summary>
    void Forget();
}
