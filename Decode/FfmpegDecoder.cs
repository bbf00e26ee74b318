using System;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode;

/// <summary>Decodes in software: low delay, slice threads only, packets not copied, pictures not copied.</summary>
/// <remarks>
/// <para>H.264 and HEVC units must have start codes (Annex B) by now; AV1 units are raw. FFmpeg reads them where they lie: the buffer goes
/// back to its pool when FFmpeg lets go of the packet.</para>
/// <para>Threads: decode thread only. FFmpeg's slice threads never call back into managed code.</para>
/// </remarks>
public sealed unsafe class FfmpegDecoder : IVideoDecoder
{
    /// <summary>8K: above it a lying parameter set would only cost memory.</summary>
    private const long LargestPictureInPixels = 8192L * 4352;

    private readonly DecoderOptions _options;
    private readonly FFmpegRuntime _runtime;
    private readonly AvContext _context;
    private readonly AvFramePool _frames = new();
    private readonly DecoderInput _input;
    private bool _disposed;

    private FfmpegDecoder(DecoderOptions options, FFmpegRuntime runtime, AvContext context, string name)
    {
        _options = options;
        _runtime = runtime;
        _context = context;
        Name = name;
        _input = new DecoderInput(options, context, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a decoder; throws a <see cref="FathomException"/> when FFmpeg has none for the codec.</summary>
    public static FfmpegDecoder Open(DecoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* codec = DecoderNames.Require(options, runtime, out string name);

        AvContext? owned = null;
        try
        {
            var context = owned = new AvContext(codec);
            Configure(context, runtime, options);
            AvLog.Forget();
            int result = context.Open(codec);
            if (result < 0)
            {
                throw new FathomException(ExitCode.MissingLibrary, $"Cannot open the decoder {name}.", $"FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}", "See `fathom doctor`.");
            }

            owned = null;
            return new FfmpegDecoder(options, runtime, context, $"software {name}");
        }
        finally
        {
            owned?.Dispose();
        }
    }

    /// <inheritdoc/>
    public SubmitResult Submit(in EncodedUnit unit) => _input.Submit(unit);

    /// <inheritdoc/>
    public ReceiveResult TryReceive(out FrameLease lease)
    {
        lease = default;
        AvFrameBacking backing = _frames.Rent();
        int result = LibAvCodec.avcodec_receive_frame(_context.Pointer, backing.Frame);
        if (result >= 0)
        {
            return Open(backing, out lease);
        }

        _frames.Return(backing);
        if (result == AvError.AVERROR_EOF)
        {
            return ReceiveResult.NeedsInput;
        }

        if (result != AvError.AVERROR_EAGAIN)
        {
            return result == AvError.AVERROR_INVALIDDATA ? ReceiveResult.InvalidData : ReceiveResult.Failed;
        }

        bool refused = _input.IsRefusedAgain();
        return refused || _input.HasNewErrors() ? ReceiveResult.InvalidData : ReceiveResult.NeedsInput;
    }

    /// <inheritdoc/>
    public void Drain()
    {
        // A second request is refused, and there is nothing to drain then.
        _ = LibAvCodec.avcodec_send_packet(_context.Pointer, null);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _input.Flush();
        LibAvCodec.avcodec_flush_buffers(_context.Pointer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _input.Dispose();
        _context.Dispose();
        _frames.Dispose();
    }

    private static void Configure(AvContext context, FFmpegRuntime runtime, DecoderOptions options)
    {
        if (options.Stream is { Codec: null } stream && !context.TryTake(stream.Parameters))
        {
            throw new InsufficientMemoryException("FFmpeg could not copy the stream's parameters.");
        }

        // Unaligned: else FFmpeg shows more columns than the stream says, where cropping on the left would end between vectors.
        context.Set("flags", options.KeepsOrder ? "+unaligned" : "+low_delay+unaligned");

        // Frame threads hold one picture back per thread; low_delay turns them off, but say what is meant.
        context.Set("thread_type", "slice");
        context.Set("threads", options.Threads > 0 ? options.Threads : Math.Min(Environment.ProcessorCount, 4));
        context.TrySet("max_pixels", LargestPictureInPixels);
        if (DecoderHint.TryRead(options, out byte[] sets))
        {
            context.SetExtradata(runtime.Layout, sets);
        }
    }

    private ReceiveResult Open(AvFrameBacking backing, out FrameLease lease)
    {
        lease = default;
        var frame = new AvFrameRef(backing.Frame, _runtime.Layout);
        PixelLayout layout = _runtime.Names.LayoutOf(frame.Format);
        ReceiveResult refusal = layout == PixelLayout.Unknown ? ReceiveResult.UnknownLayout
            : frame.DecodeErrorFlags != 0 || _input.HasNewErrors() ? ReceiveResult.InvalidData
            : ReceiveResult.Frame;
        if (refusal != ReceiveResult.Frame)
        {
            backing.Free();
            return refusal;
        }

        FrameInfo info = _input.Recall(frame.Pts);
        info.Width = frame.Width;
        info.Height = frame.Height;
        info.Layout = layout;
        info.Color = AvColors.Read(frame, layout);
        info.DecodeDoneTicks = _options.Time.GetTimestamp();
        Span<PlaneView> planes = stackalloc PlaneView[layout.PlaneCount()];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = new PlaneView((nint)frame.Data[i], frame.Linesize[i], layout.RowBytesOf(i, info.Width), layout.RowsOf(i, info.Height));
        }

        if (_options.Ledger.TryOpen(info, planes, backing, out lease))
        {
            return ReceiveResult.Frame;
        }

        backing.Free();
        return ReceiveResult.NoLeaseFree;
    }
}
