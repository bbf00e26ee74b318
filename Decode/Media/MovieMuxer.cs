using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>Owns an MP4 file that is being written by libavformat: one stream of pictures, its index in front.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class MovieMuxer : IDisposable
{
    private const string Container = "mp4";
    private const int LeastTicks = 10000;

    private readonly string _path;
    private readonly MediaLayout _layout;
    private byte* _context;
    private byte* _stream;
    private long _ticks;

    private MovieMuxer(string path, MediaLayout layout, byte* context, byte* stream)
    {
        _path = path;
        _layout = layout;
        _context = context;
        _stream = stream;
    }

    private void** Io => (void**)(_context + MediaLayout.FormatIo);

    private byte* Parameters => *(byte**)(_stream + _layout.StreamParameters);

    /// <summary>Creates the file; throws where that cannot be done.</summary>
    /// <param name="media">The library.</param>
    /// <param name="path">The movie, for messages.</param>
    /// <param name="file">Where to write.</param>
    internal static MovieMuxer Open(MediaRuntime media, string path, string file)
    {
        string url = "file:" + file;
        byte* context = null;
        int result = LibAvFormat.avformat_alloc_output_context2(&context, null, Container, url);
        if (result < 0)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                MovieErrors.What(path),
                $"libavformat {media.Layout.AvFormat} was built without MP4: {AvError.Text(result)}.",
                "Install the FFmpeg of your distribution, or write a PNG sequence.");
        }

        MovieMuxer? muxer = null;
        try
        {
            CheckLayout(context, media);
            byte* stream = LibAvFormat.avformat_new_stream(context, null);
            result = stream == null ? AvError.AVERROR_ENOMEM : LibAvFormat.avio_open2((void**)(context + MediaLayout.FormatIo), url, LibAvFormat.AVIO_FLAG_WRITE, null, null);
            return result < 0 ? throw MovieErrors.Of(path, result) : muxer = new MovieMuxer(path, media.Layout, context, stream);
        }
        finally
        {
            if (muxer is null)
            {
                LibAvFormat.avformat_free_context(context);
            }
        }
    }

    /// <summary>Takes what an opened encoder says of its stream.</summary>
    internal void Take(AvContext encoder) => Require(LibAvCodec.avcodec_parameters_from_context(Parameters, encoder.Pointer));

    /// <summary>Takes what another file says of it.</summary>
    internal void Take(nint parameters)
    {
        Require(LibAvCodec.avcodec_parameters_copy(Parameters, (byte*)parameters));

        // The other container's name for the codec: this one chooses its own.
        *(int*)(Parameters + MediaLayout.ParametersCodecTag) = 0;
    }

    /// <summary>Writes the header.</summary>
    internal void Begin(MovieRate rate, MovieMetadata metadata)
    {
        int ticks = rate.Numerator;
        while (ticks < LeastTicks)
        {
            ticks *= 2;
        }

        int* timeBase = (int*)(_stream + _layout.StreamTimeBase);
        (timeBase[0], timeBase[1]) = (1, ticks);
        SetMetadata("title", metadata.Title);
        SetMetadata("comment", metadata.Comment);
        void* options = null;
        string clock = ticks.ToString(CultureInfo.InvariantCulture);
        _ = LibAvUtil.av_dict_set(&options, "fflags", "+bitexact", 0);
        _ = LibAvUtil.av_dict_set(&options, "movflags", "+faststart", 0);
        _ = LibAvUtil.av_dict_set(&options, "video_track_timescale", clock, 0);

        // The edit list counts in the movie's clock: with the stream's own no frame is cut by rounding.
        _ = LibAvUtil.av_dict_set(&options, "movie_timescale", clock, 0);
        int result = LibAvFormat.avformat_write_header(_context, &options);
        LibAvUtil.av_dict_free(&options);
        Require(result);
        _ticks = (long)rate.Denominator * timeBase[1] / (rate.Numerator * (long)timeBase[0]);
        if (_ticks * rate.Numerator * timeBase[0] != (long)rate.Denominator * timeBase[1])
        {
            throw new FathomException(
                ExitCode.Bug, MovieErrors.What(_path), $"libavformat chose a clock of {timeBase[1]}/{timeBase[0]}, in which {rate} frames a second cannot be counted.", "Report this.");
        }
    }

    /// <summary>Writes a packet; its times are given in frames. FFmpeg's answer.</summary>
    internal int Write(byte* packet, long shown, long decoded)
    {
        *(int*)(packet + MediaLayout.PacketStreamIndex) = 0;
        *(long*)(packet + AvLayout.PacketPts) = shown * _ticks;
        *(long*)(packet + AvLayout.PacketDts) = decoded * _ticks;
        *(long*)(packet + MediaLayout.PacketDuration) = _ticks;
        *(long*)(packet + MediaLayout.PacketPosition) = -1;
        return LibAvFormat.av_write_frame(_context, packet);
    }

    /// <summary>Writes the rest and closes the file.</summary>
    internal void End()
    {
        int trailer = LibAvFormat.av_write_trailer(_context);
        int closed = LibAvFormat.avio_closep(Io);
        Require(Math.Min(trailer, closed));
    }

    public void Dispose()
    {
        byte* context = _context;
        if (context == null)
        {
            return;
        }

        if (*Io != null)
        {
            _ = LibAvFormat.avio_closep(Io);
        }

        _context = null;
        _stream = null;
        LibAvFormat.avformat_free_context(context);
    }

    private static void CheckLayout(byte* context, MediaRuntime media)
    {
        byte* output = *(byte**)(context + MediaLayout.FormatOutput);
        string? name = output == null ? null : Marshal.PtrToStringUTF8(*(nint*)(output + MediaLayout.OutputName));
        if (name != Container || *(nint*)(context + MediaLayout.FormatIo) != 0)
        {
            throw FFmpegErrors.LayoutDiffers(media.Runtime.Version, "AVFormatContext.oformat, AVFormatContext.pb");
        }
    }

    private void SetMetadata(string key, string value)
    {
        if (value.Length > 0)
        {
            Require(LibAvUtil.av_dict_set((void**)(_context + MediaLayout.FindMetadata(_context)), key, value, 0));
        }
    }

    private void Require(int result)
    {
        if (result < 0)
        {
            throw MovieErrors.Of(_path, result);
        }
    }
}
