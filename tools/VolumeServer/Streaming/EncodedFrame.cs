using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Threading;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Streaming;

/// <summary>One access unit with its header and view, shared by all viewers of a stream; the last one to release it gives its memory back.</summary>
/// <remarks>Ownership: made with one holder; every queue that keeps it adds itself with <see cref="Hold"/> first.</remarks>
internal sealed class EncodedFrame : IBufferWriter<byte>
{
    private const int LargestKept = 1 << 20;

    private static readonly ConcurrentBag<EncodedFrame> s_spare = [];

    private byte[] _bytes = new byte[64 * 1024];
    private int _holders;

    private EncodedFrame()
    {
    }

    public PixelHeader Header { get; set; }

    public FrameView View { get; set; }

    public double RenderStart { get; set; }

    public double RenderEnd { get; set; }

    public double EncodeStart { get; set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(0, Length);

    public static EncodedFrame Rent()
    {
        if (!s_spare.TryTake(out EncodedFrame? frame))
        {
            frame = new EncodedFrame();
        }

        frame._holders = 1;
        frame.Length = 0;
        return frame;
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            // A still's memory is many times a frame's; it is not kept.
            _bytes = _bytes.Length > LargestKept ? new byte[64 * 1024] : _bytes;
            s_spare.Add(this);
        }
    }

    /// <summary>The stage times, relative to the header's timestamp, for a message that is sent at <paramref name="send"/>.</summary>
    public FrameView ViewSentAt(double send)
    {
        double origin = Header.Timestamp;
        FrameView view = View;
        view.Times = new StageTimes(
            StageTimes.Relative(origin, RenderStart),
            StageTimes.Relative(origin, RenderEnd),
            StageTimes.Relative(origin, EncodeStart),
            0,
            StageTimes.Relative(origin, send));
        return view;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int sizeHint)
    {
        int needed = Length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
        }
    }
}
