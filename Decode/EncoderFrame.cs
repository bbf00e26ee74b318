using System;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Owns the AVFrame that an encoder is fed with: 4:2:0, 8 bit, one size.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class EncoderFrame : IDisposable
{
    private readonly AvLayout _layout;
    private readonly int _width;
    private readonly int _height;
    private byte* _frame;

    internal EncoderFrame(FFmpegRuntime runtime, int width, int height)
    {
        _layout = runtime.Layout;
        (_width, _height) = (width, height);
        _frame = LibAvUtil.av_frame_alloc();
        AvFrameRef fields = Fields;
        fields.Width = width;
        fields.Height = height;
        fields.Format = runtime.Names.FormatOf(PixelLayout.Yuv420P);
        int result = LibAvUtil.av_frame_get_buffer(_frame, 0);
        if (result < 0)
        {
            Dispose();
            throw new InsufficientMemoryException($"FFmpeg could not allocate a picture of {width}×{height}: {AvError.Text(result)}.");
        }
    }

    internal byte* Pointer => _frame;

    internal AvFrameRef Fields => new(_frame, _layout);

    internal YuvPicture Picture
    {
        get
        {
            AvFrameRef fields = Fields;
            return new YuvPicture(
                new PlaneView((nint)fields.Data[0], fields.Linesize[0], _width, _height),
                new PlaneView((nint)fields.Data[1], fields.Linesize[1], _width / 2, _height / 2),
                new PlaneView((nint)fields.Data[2], fields.Linesize[2], _width / 2, _height / 2));
        }
    }

    /// <summary>Gives the frame planes of its own where the encoder still holds the last ones.</summary>
    internal bool TryMakeWritable() => LibAvUtil.av_frame_make_writable(_frame) >= 0;

    public void Dispose()
    {
        byte* frame = _frame;
        _frame = null;
        if (frame != null)
        {
            LibAvUtil.av_frame_free(&frame);
        }
    }
}
