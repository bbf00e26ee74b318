using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Planes are uploaded as they are; a fragment shader interpolates chroma and converts.</summary>
/// <remarks>Threads: GL thread.</remarks>
internal sealed class ShaderPath : IPicturePath
{
    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private readonly PictureRows _rows;
    private readonly FrameImporters? _importers;
    private readonly CopyLedger? _copies;
    private readonly PlaneTexture[] _planes;
    private readonly PictureProgram?[] _programs = new PictureProgram?[4 * PictureShader.Variants];
    private readonly uint _noVertices;

    internal ShaderPath(GL gl, GlDisposalQueue disposal, RendererOptions options)
    {
        _gl = gl;
        _disposal = disposal;
        _rows = options.Rows;
        _importers = options.Importers;
        _copies = options.Copies;
        _planes = [new PlaneTexture(gl, disposal), new PlaneTexture(gl, disposal), new PlaneTexture(gl, disposal)];
        _noVertices = gl.GenVertexArray();
    }

    /// <inheritdoc/>
    public RenderPath Kind => RenderPath.Shader;

    /// <inheritdoc/>
    public bool TryDraw(FrameLease lease, in DrawTarget target)
    {
        ref readonly FrameInfo info = ref lease.Info;
        int count = info.Layout.PlaneCount();
        if (count == 0 || !TryBindPlanes(lease, info, count, target))
        {
            return false;
        }

        PictureProgram program = _programs[(count * PictureShader.Variants) + PictureShader.VariantOf(target.Sampling)]
            ??= new PictureProgram(_gl, count, target.Sampling, _rows);
        program.Use(info, target);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, target.Framebuffer);
        _gl.Viewport(target.Visible.X, target.Bottom, (uint)target.Visible.Width, (uint)target.Visible.Height);
        _gl.BindVertexArray(_noVertices);
        _gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PlaneTexture plane in _planes)
        {
            plane.Release();
        }

        foreach (PictureProgram? program in _programs)
        {
            if (program is not null)
            {
                _disposal.Enqueue(GlObjectKind.Program, program.Name);
            }
        }

        _disposal.Enqueue(GlObjectKind.VertexArray, _noVertices);
        _importers?.Release(_disposal);
    }

    /// <inheritdoc/>
    public void Abandon() => _importers?.Forget();

    private static bool IsSmooth(in DrawTarget target) => target.Sampling is PictureSampling.Smooth or PictureSampling.Area;

    private bool TryBindPlanes(FrameLease lease, in FrameInfo info, int count, in DrawTarget target)
    {
        if (info.Surface.Kind != SurfaceKind.CpuPlanes)
        {
            return PlaneBinding.TryBind(_gl, _disposal, _importers, lease, IsSmooth(target));
        }

        Upload(lease, info, count, target);
        return true;
    }

    private void Upload(FrameLease lease, in FrameInfo info, int count, in DrawTarget target)
    {
        for (int i = 0; i < count; i++)
        {
            PlaneFormat format = PlaneFormat.Of(info.Layout, i);
            int texels = info.Layout.RowBytesOf(i, info.Width) / format.BytesPerTexel;
            TextureUnit unit = TextureUnit.Texture0 + i;
            _gl.ActiveTexture(unit);
            _planes[i].Fit(format, texels, info.Layout.RowsOf(i, info.Height));

            // Chroma is always interpolated: its samples lie between those of luma also when the picture keeps its size.
            _planes[i].Bind(unit, i > 0 || IsSmooth(target));
            _planes[i].Upload(lease.GetPlane(i));
            _copies?.Note(CopyStep.Upload, (long)info.Layout.RowBytesOf(i, info.Width) * info.Layout.RowsOf(i, info.Height));
        }
    }
}
