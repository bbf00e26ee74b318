using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Decodes on a device and leaves the pictures there: leases name surfaces, importers draw them.</summary>
/// <remarks>
/// <para>The pool has room for every lease that may be out (<see cref="LeaseLimits"/>), so a slow screen does not starve the decoder.</para>
/// <para>Threads: decode thread only.</para>
/// </remarks>
internal sealed unsafe class HardwareDecoder : IVideoDecoder, IExplainedDecoder
{
    private readonly DecoderOptions _options;
    private readonly FFmpegRuntime _runtime;
    private readonly ISurfaceReader _reader;
    private readonly HardwareDevice _device;
    private readonly AvContext _context;
    private readonly DeviceBinding _binding;
    private readonly DecoderInput _input;
    private readonly SurfacePool _surfaces = new();
    private bool _disposed;

    private HardwareDecoder(DecoderOptions options, FFmpegRuntime runtime, ISurfaceReader reader, Parts parts, string name)
    {
        _options = options;
        _runtime = runtime;
        _reader = reader;
        _device = parts.Device!;
        _context = parts.Context!;
        _binding = parts.Binding!;
        Name = name;
        _input = new DecoderInput(options, _context, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? LastError { get; private set; }

    /// <summary>Opens a decoder on a device; throws a <see cref="FathomException"/> that says which step failed.</summary>
    /// <param name="options">What to decode.</param>
    /// <param name="path">The path's name for users.</param>
    /// <param name="reader">How the surfaces are described.</param>
    /// <param name="device">Which device; null for FFmpeg's choice.</param>
    internal static HardwareDecoder Open(DecoderOptions options, string path, ISurfaceReader reader, string? device)
    {
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        string codecName = options.Stream is { Codec: null } ? options.Stream.CodecName : NameOf(options.Codec);
        void* codec = options.Stream is { Codec: null } ? null : LibAvCodec.avcodec_find_decoder_by_name(codecName);
        if (codec == null)
        {
            throw new FathomException(ExitCode.MissingLibrary, $"Cannot decode {options.Codec} on {path}.", $"There is no decoder {codecName} for devices.", "Start with --decoder software.");
        }

        var parts = new Parts();
        try
        {
            parts.Device = HardwareDevice.Open(reader.DeviceType, device);
            parts.Context = new AvContext(codec);
            parts.Binding = DeviceBinding.Attach(parts.Context, runtime.Layout, codec, codecName, parts.Device, reader.DeviceType);
            Configure(parts.Context, runtime, options);
            AvLog.Forget();
            int result = parts.Context.Open(codec);
            if (result < 0)
            {
                throw new FathomException(ExitCode.MissingLibrary, $"Cannot open the decoder {codecName} on {parts.Device.Name}.", $"FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}", "Start with --decoder software.");
            }

            var decoder = new HardwareDecoder(options, runtime, reader, parts, $"{path} {codecName}");
            parts = new Parts();
            return decoder;
        }
        finally
        {
            parts.Dispose();
        }
    }

    /// <inheritdoc/>
    public SubmitResult Submit(in EncodedUnit unit)
    {
        AvLog.Forget();
        SubmitResult result = _input.Submit(unit);
        if (result is SubmitResult.Failed or SubmitResult.InvalidData)
        {
            Explain();
            return _binding.WasNotOffered ? SubmitResult.Failed : result;
        }

        return result;
    }

    /// <inheritdoc/>
    public ReceiveResult TryReceive(out FrameLease lease)
    {
        lease = default;
        AvFrameBacking frame = _surfaces.Frames.Rent();
        int result = LibAvCodec.avcodec_receive_frame(_context.Pointer, frame.Frame);
        if (result >= 0)
        {
            SurfaceBacking backing = _surfaces.Rent();
            backing.Hold(frame);
            ReceiveResult opened = Open(backing, out lease);
            if (opened != ReceiveResult.Frame)
            {
                backing.Free();
            }

            return opened;
        }

        _surfaces.Frames.Return(frame);
        if (result == AvError.AVERROR_EOF)
        {
            return ReceiveResult.NeedsInput;
        }

        if (result != AvError.AVERROR_EAGAIN)
        {
            Explain();
            return result == AvError.AVERROR_INVALIDDATA && !_binding.WasNotOffered ? ReceiveResult.InvalidData : ReceiveResult.Failed;
        }

        if (_input.IsRefusedAgain() || _input.HasNewErrors())
        {
            Explain();
            return _binding.WasNotOffered ? ReceiveResult.Failed : ReceiveResult.InvalidData;
        }

        return ReceiveResult.NeedsInput;
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
        _binding.Dispose();
        _surfaces.Dispose();
        _device.Dispose();
    }

    /// <summary>The decoders that can use a device; for AV1 not the one that decodes in software.</summary>
    private static string NameOf(VideoCodec codec) => codec switch
    {
        VideoCodec.Hevc => "hevc",
        VideoCodec.Av1 => "av1",
        _ => "h264",
    };

    private static void Configure(AvContext context, FFmpegRuntime runtime, DecoderOptions options)
    {
        if (!options.KeepsOrder)
        {
            context.Set("flags", "+low_delay");
        }

        context.Set("threads", 1);
        context.Set("extra_hw_frames", options.Ledger.Cap);

        // NVDEC would copy each picture, so that nobody can exhaust its pool; ours has room for all leases. FFmpeg before 6.1 has no such flag and no copy.
        context.TrySet("hwaccel_flags", "+unsafe_output");
        if (DecoderHint.TryRead(options, out byte[] sets))
        {
            context.SetExtradata(runtime.Layout, sets);
        }
    }

    private ReceiveResult Open(SurfaceBacking backing, out FrameLease lease)
    {
        lease = default;
        var frame = new AvFrameRef(backing.Decoded.Frame, _runtime.Layout);
        if (frame.DecodeErrorFlags != 0 || _input.HasNewErrors())
        {
            Explain();
            return ReceiveResult.InvalidData;
        }

        byte* pool = frame.HwFramesCtx;
        PixelLayout layout = pool == null ? PixelLayout.Unknown : _runtime.Names.LayoutOf(AvHwFrames.SoftwareFormat(pool, _device.SoftwareFormatPlace));
        LastError = layout == PixelLayout.Unknown ? $"The surface's format {AvNames.NameOf(frame.Format)} is unknown here."
            : frame.IsCutAboveOrLeft ? "The picture is cropped above or on the left, which a surface cannot express."
            : _reader.Describe(backing, _runtime.Layout);
        if (LastError is not null)
        {
            return ReceiveResult.UnknownLayout;
        }

        FrameInfo info = _input.Recall(frame.Pts);
        info.Width = frame.Width;
        info.Height = frame.Height;
        info.Layout = layout;
        info.Surface = new SurfaceHandle(_reader.Kind, backing.Descriptor);
        info.Color = AvColors.Read(frame, layout);
        info.DecodeDoneTicks = _options.Time.GetTimestamp();
        return _options.Ledger.TryOpen(info, default, backing, out lease) ? ReceiveResult.Frame : ReceiveResult.NoLeaseFree;
    }

    private void Explain() => LastError = _binding.WasNotOffered
        ? $"The device does not decode this stream. FFmpeg: {AvLog.LastWords}"
        : AvLog.LastWords is { Length: > 0 } line ? $"FFmpeg: {line}" : null;

    /// <summary>What is freed, in this order, when opening does not come to its end.</summary>
    private struct Parts
    {
        internal AvContext? Context;
        internal DeviceBinding? Binding;
        internal HardwareDevice? Device;

        internal readonly void Dispose()
        {
            Context?.Dispose();
            Binding?.Dispose();
            Device?.Dispose();
        }
    }
}
