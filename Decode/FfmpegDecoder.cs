using System;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

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
    private const int Remembered = 64;

    private readonly DecoderOptions _options;
    private readonly FFmpegRuntime _runtime;
    private readonly AvContext _context;
    private readonly AvFramePool _frames = new();
    private readonly FrameInfo[] _submitted = new FrameInfo[Remembered];
    private readonly int _errorLines;
    private byte* _packet;
    private long _nextPts;
    private bool _packetPending;
    private long _errorsSeen;

    private FfmpegDecoder(DecoderOptions options, FFmpegRuntime runtime, AvContext context, string name)
    {
        _options = options;
        _runtime = runtime;
        _context = context;
        Name = name;
        _packet = LibAvCodec.av_packet_alloc();
        _errorLines = AvLog.Watch(context.Pointer);
        _errorsSeen = AvLog.CountOf(_errorLines);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a decoder; throws a <see cref="FathomException"/> when FFmpeg has none for the codec.</summary>
    public static FfmpegDecoder Open(DecoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* codec = DecoderNames.Find(options.Codec, out string name);
        if (codec == null)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot decode {options.Codec}.",
                $"libavcodec {runtime.Version.AvCodec} has none of: {string.Join(", ", DecoderNames.For(options.Codec))}.",
                "Install the FFmpeg of Debian or Ubuntu, or have the server send H.264.");
        }

        AvContext? owned = null;
        try
        {
            var context = owned = new AvContext(codec);
            Configure(context, runtime, options);
            AvLog.Forget();
            int result = context.Open(codec);
            if (result < 0)
            {
                throw new FathomException(ExitCode.MissingLibrary, $"Cannot open the decoder {name}.", $"FFmpeg: {AvError.Text(result)}. {AvLog.Last}", "See `fathom doctor`.");
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
    public SubmitResult Submit(in EncodedUnit unit)
    {
        if (_packetPending)
        {
            return SubmitResult.Full;
        }

        NativeBuffer buffer = unit.Buffer;
        buffer.Length = unit.Offset + unit.Length;
        long pts = _nextPts++;
        Remember(unit, pts);
        void* reference = LibAvUtil.av_buffer_create((byte*)buffer.Address, (nuint)(buffer.Length + NativeBuffer.Padding), &OnPacketFreed, (void*)buffer.Handle, 0);
        if (reference == null)
        {
            buffer.Return();
            return SubmitResult.Failed;
        }

        *(void**)(_packet + AvLayout.PacketBuf) = reference;
        *(byte**)(_packet + AvLayout.PacketData) = (byte*)buffer.Address + unit.Offset;
        *(int*)(_packet + AvLayout.PacketSize) = unit.Length;
        *(long*)(_packet + AvLayout.PacketPts) = pts;
        *(int*)(_packet + AvLayout.PacketFlags) = unit.Header.IsKeyframe ? 1 : 0;
        return Send();
    }

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
        if (result != AvError.AVERROR_EAGAIN)
        {
            return result == AvError.AVERROR_INVALIDDATA ? ReceiveResult.InvalidData : ReceiveResult.Failed;
        }

        bool refused = _packetPending && Send() is SubmitResult.InvalidData or SubmitResult.Failed;
        return refused || HasNewErrors() ? ReceiveResult.InvalidData : ReceiveResult.NeedsInput;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        LibAvCodec.av_packet_unref(_packet);
        _packetPending = false;
        LibAvCodec.avcodec_flush_buffers(_context.Pointer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* packet = _packet;
        _packet = null;
        if (packet == null)
        {
            return;
        }

        LibAvCodec.av_packet_free(&packet);
        AvLog.Unwatch(_errorLines);
        _context.Dispose();
        _frames.Dispose();
    }

    private static void Configure(AvContext context, FFmpegRuntime runtime, DecoderOptions options)
    {
        context.Set("flags", "+low_delay");

        // Frame threads hold one picture back per thread; low_delay turns them off, but say what is meant.
        context.Set("thread_type", "slice");
        context.Set("threads", options.Threads > 0 ? options.Threads : Math.Min(Environment.ProcessorCount, 4));
        context.TrySet("max_pixels", LargestPictureInPixels);
        if (TryReadHint(options, out byte[] sets))
        {
            context.SetExtradata(runtime.Layout, sets);
        }
    }

    /// <summary>The announced parameter sets, with start codes. False when there are none or they are broken: the frames carry their own.</summary>
    private static bool TryReadHint(DecoderOptions options, out byte[] sets)
    {
        sets = [];
        if (options.Codec == VideoCodec.H264 && AvcDecoderConfiguration.TryParse(options.ParameterSets.Span, out AvcDecoderConfiguration? avc, out _))
        {
            sets = avc?.ToAnnexB() ?? [];
        }
        else if (options.Codec == VideoCodec.Hevc && HevcDecoderConfiguration.TryParse(options.ParameterSets.Span, out HevcDecoderConfiguration? hevc, out _))
        {
            sets = hevc?.ToAnnexB() ?? [];
        }

        return sets.Length > 0;
    }

    [UnmanagedCallersOnly]
    private static void OnPacketFreed(void* opaque, byte* data)
    {
        try
        {
            if (GCHandle.FromIntPtr((nint)opaque).Target is NativeBuffer buffer)
            {
                buffer.Return();
            }
        }

        // Boundary: called by FFmpeg; an exception in a native frame would end the process.
        catch (Exception)
        {
            AvLog.CountFault();
        }
    }

    private SubmitResult Send()
    {
        int result = LibAvCodec.avcodec_send_packet(_context.Pointer, _packet);
        _packetPending = result == AvError.AVERROR_EAGAIN;
        if (_packetPending)
        {
            return SubmitResult.Accepted;
        }

        LibAvCodec.av_packet_unref(_packet);
        return result >= 0 ? SubmitResult.Accepted
            : result == AvError.AVERROR_INVALIDDATA ? SubmitResult.InvalidData
            : SubmitResult.Failed;
    }

    /// <summary>FFmpeg conceals much damage without a word to its caller; pictures made after it are wrong, sometimes beyond the next key
    /// frame. Its log knows.</summary>
    private bool HasNewErrors()
    {
        long seen = _errorsSeen;
        _errorsSeen = AvLog.CountOf(_errorLines);
        return _errorsSeen != seen;
    }

    private void Remember(in EncodedUnit unit, long pts) => _submitted[pts % Remembered] = new FrameInfo
    {
        Sequence = unit.Header.Sequence,
        ServerTimestamp = unit.Header.Timestamp,
        IsKeyframe = unit.Header.IsKeyframe,
        HasView = unit.HasView,
        View = unit.View,
        FirstByteTicks = unit.FirstByteTicks,
        LastByteTicks = unit.LastByteTicks,
        DecodeSubmitTicks = _options.Time.GetTimestamp(),
        Generation = _options.Generation,
        Path = Name,
    };

    private ReceiveResult Open(AvFrameBacking backing, out FrameLease lease)
    {
        lease = default;
        var frame = new AvFrameRef(backing.Frame, _runtime.Layout);
        PixelLayout layout = _runtime.Names.LayoutOf(frame.Format);
        ReceiveResult refusal = layout == PixelLayout.Unknown ? ReceiveResult.UnknownLayout
            : frame.DecodeErrorFlags != 0 || HasNewErrors() ? ReceiveResult.InvalidData
            : ReceiveResult.Frame;
        if (refusal != ReceiveResult.Frame)
        {
            backing.Free();
            return refusal;
        }

        long pts = frame.Pts;
        FrameInfo info = pts >= 0 && pts < _nextPts && pts >= _nextPts - Remembered ? _submitted[pts % Remembered] : default;
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
