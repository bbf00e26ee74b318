using System;
using System.Buffers;
using System.Globalization;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>H.264 by libx264 for one live stream: nothing held back, slices for parallel decoding, parameter sets in every key frame.</summary>
/// <remarks>Threads: one at a time. Nothing is allocated on the managed heap per frame.</remarks>
public sealed unsafe class VideoEncoder : IDisposable
{
    private const int PictureTypeNone = 0;
    private const int PictureTypeIntra = 1;
    private const int PacketIsKey = 1;

    private readonly AvContext _context;
    private readonly EncoderFrame _frame;
    private byte* _packet;
    private long _pts;
    private bool _keyframeDue;
    private bool _disposed;

    private VideoEncoder(AvContext context, EncoderFrame frame, EncoderSettings settings)
    {
        _context = context;
        _frame = frame;
        Settings = settings;
        _packet = LibAvCodec.av_packet_alloc();
    }

    /// <summary>What it was opened with.</summary>
    public EncoderSettings Settings { get; }

    /// <summary>The AVCDecoderConfigurationRecord of the stream.</summary>
    public ReadOnlyMemory<byte> AvcC { get; private set; }

    /// <summary>The colours that the stream promises, and that the planes must be written in.</summary>
    public static ColorDescription Color => ColorDescription.Bt709Limited;

    /// <summary>The next picture's planes. They hold the previous picture until they are written.</summary>
    public YuvPicture Picture
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _frame.Picture;
        }
    }

    /// <summary>Opens an encoder; throws a <see cref="FathomException"/> that says what to install when there is none.</summary>
    public static VideoEncoder Open(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* codec = X264.Require(runtime, "Cannot open the H.264 encoder libx264.");
        AvContext? owned = null;
        VideoEncoder? encoder = null;
        try
        {
            var context = owned = new AvContext(codec);
            Configure(context, settings);
            X264.Open(context, codec, settings.Width, settings.Height);
            encoder = new VideoEncoder(context, new EncoderFrame(runtime, settings.Width, settings.Height), settings);
            owned = null;
            encoder.WarmUp();
            VideoEncoder ready = encoder;
            encoder = null;
            return ready;
        }
        finally
        {
            encoder?.Dispose();
            owned?.Dispose();
        }
    }

    /// <summary>Encodes <see cref="Picture"/> and writes the access unit, 4-byte lengths before each NAL.</summary>
    /// <param name="forceKeyframe">Make it a key frame.</param>
    /// <param name="output">Where the unit goes; untouched when nothing is written.</param>
    /// <param name="isKeyframe">Whether it is one.</param>
    /// <returns>False when the encoder failed; the next frame will be a key frame.</returns>
    public bool Encode(bool forceKeyframe, IBufferWriter<byte> output, out bool isKeyframe)
    {
        ArgumentNullException.ThrowIfNull(output);
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool wantsKey = forceKeyframe || _keyframeDue;
        AvFrameRef frame = _frame.Fields;
        frame.Pts = _pts++;
        frame.PictType = wantsKey ? PictureTypeIntra : PictureTypeNone;
        isKeyframe = false;
        if (LibAvCodec.avcodec_send_frame(_context.Pointer, _frame.Pointer) < 0 || LibAvCodec.avcodec_receive_packet(_context.Pointer, _packet) < 0)
        {
            _keyframeDue = true;
            return false;
        }

        isKeyframe = (*(int*)(_packet + AvLayout.PacketFlags) & PacketIsKey) != 0;
        _keyframeDue = wantsKey && !isKeyframe;
        var unit = new ReadOnlySpan<byte>(*(byte**)(_packet + AvLayout.PacketData), *(int*)(_packet + AvLayout.PacketSize));
        unit.CopyTo(output.GetSpan(unit.Length));
        output.Advance(unit.Length);
        LibAvCodec.av_packet_unref(_packet);

        // The codec may still hold the picture; then the next one is written beside it.
        return _frame.TryMakeWritable();
    }

    /// <summary>Changes the bit rate from the next frame on. Only for an encoder opened with one.</summary>
    public void SetBitsPerSecond(long bitsPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bitsPerSecond, 1000);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Settings.BitsPerSecond > 0)
        {
            SetRate(_context, bitsPerSecond);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        byte* packet = _packet;
        _packet = null;
        _frame.Dispose();
        LibAvCodec.av_packet_free(&packet);
        _context.Dispose();
    }

    private static void Check(EncoderSettings settings)
    {
        if (settings.Width < 16 || settings.Height < 16 || settings.Width > 16384 || settings.Height > 16384 || ((settings.Width | settings.Height) & 1) != 0)
        {
            throw new ArgumentException($"The encoder needs an even size from 16 to 16384, not {settings.Width}×{settings.Height}.", nameof(settings));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(settings.FramesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Slices, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.BitsPerSecond);
    }

    private static void Configure(AvContext context, EncoderSettings settings)
    {
        context.Set("video_size", string.Create(CultureInfo.InvariantCulture, $"{settings.Width}x{settings.Height}"));
        context.Set("pixel_format", "yuv420p");
        context.Set("time_base", string.Create(CultureInfo.InvariantCulture, $"1/{settings.FramesPerSecond}"));
        context.Set("g", settings.KeyframeInterval);
        context.Set("bf", 0);
        context.Set("threads", ThreadsFor(settings));
        context.Set("colorspace", "bt709");
        context.Set("color_primaries", "bt709");
        context.Set("color_trc", "bt709");
        context.Set("color_range", "tv");
        context.Set("chroma_sample_location", "left");
        context.Set("preset", settings.Preset);
        context.Set("tune", "zerolatency");
        context.Set("forced-idr", 1);
        if (settings.BitsPerSecond > 0)
        {
            SetRate(context, settings.BitsPerSecond);
        }
        else
        {
            context.Set("crf", settings.Crf.ToString(CultureInfo.InvariantCulture));
        }

        // annexb=0: lengths before the NALs, as the wire wants them.
        context.Set("x264-params", string.Create(CultureInfo.InvariantCulture, $"annexb=0:repeat-headers=1:slices={settings.Slices}:scenecut=0:force-cfr=1"));
    }

    /// <summary>x264 makes as many slices as it has slice threads, and allows one for each four rows of macroblocks: all slices or one thread.</summary>
    private static int ThreadsFor(EncoderSettings settings)
        => settings.Parallel && Environment.ProcessorCount > 1 && (settings.Height + 15) / 16 / 4 >= settings.Slices ? settings.Slices : 1;

    private static void SetRate(AvContext context, long bitsPerSecond)
    {
        context.Set("b", bitsPerSecond);
        context.Set("maxrate", bitsPerSecond);
        context.Set("bufsize", bitsPerSecond / 2);
    }

    /// <summary>Encodes one grey picture: the parameter sets are in it, and x264's first-frame message to the reader goes with it.</summary>
    private void WarmUp()
    {
        YuvPicture picture = Picture;
        picture.Y.Fill(16);
        picture.U.Fill(128);
        picture.V.Fill(128);
        var unit = new ArrayBufferWriter<byte>(4096);
        if (!Encode(forceKeyframe: true, unit, out bool isKeyframe) || !isKeyframe)
        {
            throw new FathomException(ExitCode.MissingLibrary, "Cannot encode with libx264.", $"The first picture gave no key frame. {AvLog.LastWords}", "Report the output of tools/LayoutProbe.");
        }

        if (AvcDecoderConfiguration.TryCreate(new NalUnitReader(unit.WrittenSpan, NalLayout.LengthPrefixed), out AvcDecoderConfiguration? configuration) && configuration is not null)
        {
            AvcC = configuration.ToArray();
        }

        _keyframeDue = true;
    }
}
