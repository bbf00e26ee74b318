using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>GL objects that nobody needs any more, until the GL thread deletes them.</summary>
/// <remarks>Threads: any may enqueue; only the GL thread, which creates it, drains. Drop policy: none, it grows by at most one entry for each object made.</remarks>
internal sealed class GlDisposalQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<(GlObjectKind Kind, uint Name)> _queue = new();
    private readonly int _glThread = Environment.CurrentManagedThreadId;

    /// <summary>Objects that wait.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    internal void Enqueue(GlObjectKind kind, uint name)
    {
        lock (_lock)
        {
            _queue.Enqueue((kind, name));
        }
    }

    /// <summary>Forgets all that wait: their context is gone, and they with it.</summary>
    internal void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
        }
    }

    /// <summary>Deletes all that wait. GL itself keeps what pending commands still use.</summary>
    internal void Drain(GL gl)
    {
        if (Environment.CurrentManagedThreadId != _glThread)
        {
            throw new InvalidOperationException("GL objects are deleted on the thread of their context only.");
        }

        while (TryNext(out (GlObjectKind Kind, uint Name) item))
        {
            switch (item.Kind)
            {
                case GlObjectKind.Texture:
                    gl.DeleteTexture(item.Name);
                    break;
                case GlObjectKind.Buffer:
                    gl.DeleteBuffer(item.Name);
                    break;
                case GlObjectKind.Framebuffer:
                    gl.DeleteFramebuffer(item.Name);
                    break;
                case GlObjectKind.VertexArray:
                    gl.DeleteVertexArray(item.Name);
                    break;
                default:
                    gl.DeleteProgram(item.Name);
                    break;
            }
        }
    }

    private bool TryNext(out (GlObjectKind Kind, uint Name) item)
    {
        // The native calls happen outside the lock.
        lock (_lock)
        {
            return _queue.TryDequeue(out item);
        }
    }
}
