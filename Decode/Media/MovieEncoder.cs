using System;
using System.Globalization;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>H.264 by libx264 for files: frames refer to others in both directions, closed groups, parameter sets outside the packets.</summary>
/// <remarks>Threads: one at a time; x264 makes none of its own, so that the bytes depend on nothing but pictures and settings.</remarks>
internal sealed unsafe class MovieEncoder : IDisposable
{
    private readonly EncoderFrame _frame;
    private readonly PictureConverter _converter = new(ConversionQuality.Accurate);

    private MovieEncoder(AvContext context, EncoderFrame frame)
    {
        Context = context;
        _frame = frame;
    }

    internal AvContext Context { get; }

    internal static MovieEncoder Open(FFmpegRuntime runtime, string path, MovieSettings settings)
    {
        void* codec = X264.Require(runtime, MovieErrors.What(path), ", or write a PNG sequence.");
        var context = new AvContext(codec);
        MovieEncoder? encoder = null;
        try
        {
            Configure(context, path, settings);
            X264.Open(context, codec, settings.Width, settings.Height);
            return encoder = new MovieEncoder(context, new EncoderFrame(runtime, settings.Width, settings.Height));
        }
        finally
        {
            if (encoder is null)
            {
                context.Dispose();
            }
        }
    }

    /// <summary>Takes a frame. FFmpeg's answer.</summary>
    internal int Send(ReadOnlySpan<byte> rgba, int stride, long number)
    {
        if (!_frame.TryMakeWritable() || !_converter.TryToYuv(rgba, stride, _frame.Picture))
        {
            return AvError.AVERROR_EAGAIN;
        }

        AvFrameRef fields = _frame.Fields;
        fields.Pts = number;
        return LibAvCodec.avcodec_send_frame(Context.Pointer, _frame.Pointer);
    }

    /// <summary>Says that there are no more.</summary>
    internal int SendEnd() => LibAvCodec.avcodec_send_frame(Context.Pointer, null);

    /// <summary>Gets the next packet, its times in frames. FFmpeg's answer.</summary>
    internal int Receive(byte* packet) => LibAvCodec.avcodec_receive_packet(Context.Pointer, packet);

    public void Dispose()
    {
        _frame.Dispose();
        _converter.Dispose();
        Context.Dispose();
    }

    private static void Configure(AvContext context, string path, MovieSettings settings)
    {
        context.Set("video_size", string.Create(CultureInfo.InvariantCulture, $"{settings.Width}x{settings.Height}"));
        context.Set("pixel_format", "yuv420p");
        context.Set("time_base", string.Create(CultureInfo.InvariantCulture, $"{settings.Rate.Denominator}/{settings.Rate.Numerator}"));
        context.Set("flags", "+global_header+bitexact");
        context.Set("g", settings.KeyframeInterval);
        context.Set("threads", 1);
        context.Set("colorspace", "bt709");
        context.Set("color_primaries", "bt709");
        context.Set("color_trc", "bt709");
        context.Set("color_range", "tv");
        context.Set("chroma_sample_location", "left");
        if (!context.TrySet("preset", settings.Preset))
        {
            throw UnknownPreset(path, settings.Preset);
        }

        context.Set("crf", settings.Crf.ToString(CultureInfo.InvariantCulture));
        context.Set("x264-params", "open-gop=0:force-cfr=1:lookahead-threads=1");
    }

    private static FathomException UnknownPreset(string path, string preset) => new(
        ExitCode.Usage,
        MovieErrors.What(path),
        $"x264 has no preset {preset}.",
        "Give ultrafast, superfast, veryfast, faster, fast, medium, slow, slower or veryslow.");
}
