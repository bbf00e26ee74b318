using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Fences of GL.</summary>
/// <remarks>Threads: GL thread.</remarks>
internal sealed class GlFenceSource : IFenceSource
{
    private const long NanosecondsPerTick = 100;

    private readonly IRenderWindow _window;

    internal GlFenceSource(IRenderWindow window) => _window = window;

    /// <inheritdoc/>
    public nint Create() => _window.Gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);

    /// <inheritdoc/>
    public FenceState Wait(nint fence, TimeSpan timeout)
    {
        // With the flush, or a fence that never left the command buffer would never signal.
        ulong nanoseconds = timeout > TimeSpan.Zero ? (ulong)(timeout.Ticks * NanosecondsPerTick) : 0;
        return _window.Gl.ClientWaitSync(fence, SyncObjectMask.Bit, nanoseconds) switch
        {
            GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied => FenceState.Signalled,
            GLEnum.TimeoutExpired => FenceState.Pending,
            _ => FenceState.Lost,
        };
    }

    /// <inheritdoc/>
    public void Delete(nint fence) => _window.Gl.DeleteSync(fence);

    /// <inheritdoc/>
    public void Finish() => _window.Gl.Finish();
}
