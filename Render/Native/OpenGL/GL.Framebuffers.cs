namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Framebuffers.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<int, uint*, void> _glGenFramebuffers;
    private readonly delegate* unmanaged<int, uint*, void> _glDeleteFramebuffers;
    private readonly delegate* unmanaged<uint, uint, void> _glBindFramebuffer;
    private readonly delegate* unmanaged<uint, uint, uint, uint, int, void> _glFramebufferTexture2D;
    private readonly delegate* unmanaged<uint, uint> _glCheckFramebufferStatus;
    private readonly delegate* unmanaged<int, int, int, int, int, int, int, int, uint, uint, void> _glBlitFramebuffer;
    private readonly delegate* unmanaged<int, int, uint, uint, uint, uint, void*, void> _glReadPixels;

    public uint GenFramebuffer()
    {
        uint name;
        _glGenFramebuffers(1, &name);
        return name;
    }

    public void DeleteFramebuffer(uint framebuffers) => _glDeleteFramebuffers(1, &framebuffers);

    public void BindFramebuffer(FramebufferTarget target, uint framebuffer) => _glBindFramebuffer((uint)target, framebuffer);

    public void FramebufferTexture2D(FramebufferTarget target, FramebufferAttachment attachment, TextureTarget textarget, uint texture, int level)
        => _glFramebufferTexture2D((uint)target, (uint)attachment, (uint)textarget, texture, level);

    public GLEnum CheckFramebufferStatus(FramebufferTarget target) => (GLEnum)_glCheckFramebufferStatus((uint)target);

    public void BlitFramebuffer(int srcX0, int srcY0, int srcX1, int srcY1, int dstX0, int dstY0, int dstX1, int dstY1, ClearBufferMask mask, BlitFramebufferFilter filter)
        => _glBlitFramebuffer(srcX0, srcY0, srcX1, srcY1, dstX0, dstY0, dstX1, dstY1, (uint)mask, (uint)filter);

    public void ReadPixels(int x, int y, uint width, uint height, PixelFormat format, PixelType type, void* pixels)
        => _glReadPixels(x, y, width, height, (uint)format, (uint)type, pixels);
}
