using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Holds one AVFrame for the life of a lease. The AVFrame itself is kept for the next picture; only its buffers are let go.</summary>
internal sealed unsafe class AvFrameBacking : IFrameBacking
{
    private readonly AvFramePool _pool;

    internal AvFrameBacking(AvFramePool pool, byte* frame)
    {
        _pool = pool;
        Frame = frame;
    }

    internal byte* Frame { get; private set; }

    public void Free()
    {
        LibAvUtil.av_frame_unref(Frame);
        _pool.Return(this);
    }

    /// <summary>Frees the AVFrame; only the pool calls it, on one that nobody holds.</summary>
    internal void Destroy()
    {
        byte* frame = Frame;
        Frame = null;
        LibAvUtil.av_frame_free(&frame);
    }
}
