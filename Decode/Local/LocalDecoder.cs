using System;
using System.Runtime.InteropServices;
using Fathom.Decode.Media;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>A software decoder for the video stream of a file, whatever its codec: packets go in as the container has them, pictures come out in the
/// order in which they are shown.</summary>
/// <remarks>Threads: one at a time; FFmpeg's slice threads never call back into managed code. Frame threads are not used: with them an error could
/// not be told from the packet it belongs to.</remarks>
internal sealed unsafe class LocalDecoder : IDisposable
{
    /// <summary>16K: above it a lying header would only cost memory.</summary>
    private const long LargestPictureInPixels = 16384L * 16384;

    private const int MostThreads = 4;

    private readonly AvContext _context;
    private readonly FFmpegRuntime _runtime;
    private readonly int _errorLines;
    private long _errorsSeen;
    private byte* _frame;

    private LocalDecoder(AvContext context, FFmpegRuntime runtime, string name)
    {
        _context = context;
        _runtime = runtime;
        Name = name;
        _frame = LibAvUtil.av_frame_alloc();
        _errorLines = AvLog.Watch(context.Pointer);
        _errorsSeen = AvLog.CountOf(_errorLines);
    }

    /// <summary>FFmpeg's name of the decoder.</summary>
    internal string Name { get; }

    /// <summary>The picture that <see cref="Receive"/> got; until the next call.</summary>
    internal AvFrameRef Picture => new(_frame, _runtime.Layout);

    internal FFmpegRuntime Runtime => _runtime;

    internal static LocalDecoder Open(MediaStream stream, int threads)
    {
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* codec = Find(stream, out string name);
        if (codec == null)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot decode {stream.CodecName}.",
                $"libavcodec {runtime.Version.AvCodec} has no software decoder for it.",
                "Convert the file, for example: ffmpeg -i FILE -c:v libx264 OUTPUT.mp4");
        }

        return Open(runtime, codec, name, stream.Parameters, threads);
    }

    /// <summary>A decoder for pictures that come without a container: an image file is one packet.</summary>
    internal static LocalDecoder OpenNamed(string name)
    {
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* codec = LibAvCodec.avcodec_find_decoder_by_name(name);
        return codec != null ? Open(runtime, codec, name, 0, 1) : throw new FathomException(
            ExitCode.MissingLibrary,
            $"Cannot read {name} images.",
            $"libavcodec {runtime.Version.AvCodec} was built without a decoder for them.",
            "Install the FFmpeg of your distribution, or convert the images to PNG.");
    }

    private static LocalDecoder Open(FFmpegRuntime runtime, void* codec, string name, nint parameters, int threads)
    {
        var context = new AvContext(codec);
        bool isOpen = false;
        try
        {
            if (parameters != 0 && !context.TryTake(parameters))
            {
                throw new InsufficientMemoryException("FFmpeg could not copy the stream's parameters.");
            }

            context.Set("flags", "+unaligned");
            context.Set("thread_type", "slice");
            context.Set("threads", threads > 0 ? threads : Math.Min(Environment.ProcessorCount, MostThreads));
            context.TrySet("max_pixels", LargestPictureInPixels);
            AvLog.Forget();
            int result = context.Open(codec);
            isOpen = result >= 0;
            return isOpen
                ? new LocalDecoder(context, runtime, name)
                : throw new FathomException(ExitCode.Rejected, $"Cannot open the decoder {name}.", $"FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}", "Check that the file is whole; see `fathom doctor` for the libraries.");
        }
        finally
        {
            if (!isOpen)
            {
                context.Dispose();
            }
        }
    }

    /// <summary>Hands over a packet, or null for "there are no more". FFmpeg's answer.</summary>
    internal int Send(byte* packet) => LibAvCodec.avcodec_send_packet(_context.Pointer, packet);

    /// <summary>Gets the next picture. FFmpeg's answer.</summary>
    internal int Receive() => LibAvCodec.avcodec_receive_frame(_context.Pointer, _frame);

    /// <summary>Lets the picture go.</summary>
    internal void Release() => LibAvUtil.av_frame_unref(_frame);

    /// <summary>Forgets everything before a jump.</summary>
    internal void Flush()
    {
        LibAvCodec.avcodec_flush_buffers(_context.Pointer);
        HasNewErrors();
    }

    /// <summary>Whether the decoder complained since the last question: it conceals much damage without a word to its caller.</summary>
    internal bool HasNewErrors()
    {
        long seen = _errorsSeen;
        _errorsSeen = AvLog.CountOf(_errorLines);
        return _errorsSeen != seen;
    }

    public void Dispose()
    {
        byte* frame = _frame;
        _frame = null;
        if (frame != null)
        {
            LibAvUtil.av_frame_free(&frame);
            AvLog.Unwatch(_errorLines);
            _context.Dispose();
        }
    }

    /// <summary>The default for AV1 may be a decoder that only drives hardware.</summary>
    private static void* Find(MediaStream stream, out string name)
    {
        if (stream.Codec is { } ours)
        {
            return DecoderNames.Find(ours, out name);
        }

        void* found = LibAvCodec.avcodec_find_decoder(stream.CodecId);
        name = found == null ? "" : Marshal.PtrToStringUTF8(*(nint*)((byte*)found + AvLayout.CodecName)) ?? "";
        return found;
    }
}
