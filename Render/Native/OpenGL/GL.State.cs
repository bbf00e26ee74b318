namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Clearing, viewport and switches.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<float, float, float, float, void> _glClearColor;
    private readonly delegate* unmanaged<uint, void> _glClear;
    private readonly delegate* unmanaged<int, int, uint, uint, void> _glViewport;
    private readonly delegate* unmanaged<int, int, uint, uint, void> _glScissor;
    private readonly delegate* unmanaged<uint, void> _glEnable;
    private readonly delegate* unmanaged<uint, void> _glDisable;
    private readonly delegate* unmanaged<uint, uint, void> _glBlendFunc;
    private readonly delegate* unmanaged<uint, uint, uint, uint, void> _glBlendFuncSeparate;
    private readonly delegate* unmanaged<byte, void> _glDepthMask;
    private readonly delegate* unmanaged<uint, int, void> _glPixelStorei;
    private readonly delegate* unmanaged<uint> _glGetError;
    private readonly delegate* unmanaged<uint> _glGetGraphicsResetStatus;
    private readonly delegate* unmanaged<void> _glFinish;
    private readonly delegate* unmanaged<void> _glFlush;

    public void ClearColor(float red, float green, float blue, float alpha) => _glClearColor(red, green, blue, alpha);

    public void Clear(ClearBufferMask mask) => _glClear((uint)mask);

    public void Viewport(int x, int y, uint width, uint height) => _glViewport(x, y, width, height);

    public void Scissor(int x, int y, uint width, uint height) => _glScissor(x, y, width, height);

    public void Enable(EnableCap cap) => _glEnable((uint)cap);

    public void Disable(EnableCap cap) => _glDisable((uint)cap);

    public void BlendFunc(BlendingFactor sfactor, BlendingFactor dfactor) => _glBlendFunc((uint)sfactor, (uint)dfactor);

    public void BlendFuncSeparate(BlendingFactor sfactorRGB, BlendingFactor dfactorRGB, BlendingFactor sfactorAlpha, BlendingFactor dfactorAlpha)
        => _glBlendFuncSeparate((uint)sfactorRGB, (uint)dfactorRGB, (uint)sfactorAlpha, (uint)dfactorAlpha);

    public void DepthMask(bool flag) => _glDepthMask((byte)(flag ? 1 : 0));

    public void PixelStore(PixelStoreParameter pname, int param) => _glPixelStorei((uint)pname, param);

    public GLEnum GetError() => (GLEnum)_glGetError();

    /// <summary>Of 4.5 and later only; without it nothing was reset.</summary>
    public GLEnum GetGraphicsResetStatus() => _glGetGraphicsResetStatus == null ? GLEnum.NoError : (GLEnum)_glGetGraphicsResetStatus();

    public void Finish() => _glFinish();

    public void Flush() => _glFlush();
}
