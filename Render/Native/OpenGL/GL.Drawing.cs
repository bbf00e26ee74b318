namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Draw calls and fences.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, int, uint, void> _glDrawArrays;
    private readonly delegate* unmanaged<uint, uint, uint, void*, void> _glDrawElements;
    private readonly delegate* unmanaged<uint, uint, nint> _glFenceSync;
    private readonly delegate* unmanaged<nint, uint, ulong, uint> _glClientWaitSync;
    private readonly delegate* unmanaged<nint, uint, ulong, void> _glWaitSync;
    private readonly delegate* unmanaged<nint, void> _glDeleteSync;

    public void DrawArrays(PrimitiveType mode, int first, uint count) => _glDrawArrays((uint)mode, first, count);

    public void DrawElements(PrimitiveType mode, uint count, DrawElementsType type, void* indices)
        => _glDrawElements((uint)mode, count, (uint)type, indices);

    public nint FenceSync(SyncCondition condition, SyncBehaviorFlags flags) => _glFenceSync((uint)condition, (uint)flags);

    public GLEnum ClientWaitSync(nint sync, SyncObjectMask flags, ulong timeout) => (GLEnum)_glClientWaitSync(sync, (uint)flags, timeout);

    public void WaitSync(nint sync, SyncBehaviorFlags flags, ulong timeout) => _glWaitSync(sync, (uint)flags, timeout);

    public void DeleteSync(nint sync) => _glDeleteSync(sync);
}
