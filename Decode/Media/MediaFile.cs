using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>A local video file, taken apart into packets by the system's libavformat: MP4, Matroska, IVF, raw H.264 and HEVC, and whatever else
/// that library knows.</summary>
/// <remarks>
/// <para>Only files are opened: a playlist inside a file cannot make the library fetch something from the network.</para>
/// <para>Threads: one at a time. Ownership: packets belong to the caller; the file may be disposed before them.</para>
/// </remarks>
public sealed unsafe class MediaFile : IDisposable
{
    private readonly MediaLayout _layout;
    private byte* _context;
    private byte* _packet;

    private MediaFile(string path, MediaLayout layout, byte* context)
    {
        Path = path;
        _layout = layout;
        _context = context;
        _packet = LibAvCodec.av_packet_alloc();
    }

    /// <summary>The file's path as it was given.</summary>
    public string Path { get; }

    /// <summary>FFmpeg's name of the container, for example "matroska,webm".</summary>
    public string Format { get; private init; } = "";

    /// <summary>Everything that the file holds.</summary>
    public IReadOnlyList<MediaStream> Streams { get; private init; } = [];

    /// <summary>The first stream of pictures that is more than a cover; null when there is none.</summary>
    public MediaStream? Video => Streams.FirstOrDefault(stream => stream is { Kind: MediaKind.Video, IsCover: false });

    /// <summary>Why the last read or seek failed; "" when none did.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>The bytes of the packet that <see cref="Advance"/> took; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Data => new(*(byte**)(_packet + AvLayout.PacketData), *(int*)(_packet + AvLayout.PacketSize));

    /// <summary>The times and flags of that packet, without a buffer.</summary>
    internal MediaPacket Facts => new(
        *(int*)(_packet + MediaLayout.PacketStreamIndex),
        null!,
        *(long*)(_packet + AvLayout.PacketPts),
        *(long*)(_packet + AvLayout.PacketDts),
        *(long*)(_packet + MediaLayout.PacketDuration),
        (*(int*)(_packet + AvLayout.PacketFlags) & 1) != 0);

    /// <summary>That packet as the library has it, for a decoder to read; it stays the file's.</summary>
    internal byte* Packet => _packet;

    /// <summary>Whether the container says of that packet that it is needed for decoding and not shown: it lies outside an edit.</summary>
    internal bool IsHidden => (*(int*)(_packet + AvLayout.PacketFlags) & LibAvFormat.AV_PKT_FLAG_DISCARD) != 0;

    /// <summary>Where that packet lies in the file; -1 when not known.</summary>
    internal long Position => *(long*)(_packet + MediaLayout.PacketPosition);

    /// <summary>Opens a file and looks into it; throws a <see cref="FathomException"/> that says what is wrong with it.</summary>
    public static MediaFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot read the video file {path}.",
                Directory.Exists(path) ? "It is a folder." : "There is no such file.",
                "Give the path of a video file.");
        }

        var media = MediaRuntime.Require();
        byte* context = OpenInput(path);
        MediaFile? file = null;
        try
        {
            int result = LibAvFormat.avformat_find_stream_info(context, null);
            if (result < 0)
            {
                throw Unreadable(path, result);
            }

            byte* input = *(byte**)(context + MediaLayout.FormatInput);
            return file = new MediaFile(path, media.Layout, context)
            {
                Format = input == null ? "" : Marshal.PtrToStringUTF8(*(nint*)(input + MediaLayout.InputName)) ?? "",
                Streams = ReadStreams(context, media.Layout),
            };
        }
        finally
        {
            if (file is null)
            {
                LibAvFormat.avformat_close_input(&context);
            }
        }
    }

    /// <summary>The stream of pictures; throws when there is none.</summary>
    public MediaStream RequireVideo() => Video ?? throw new FathomException(
        ExitCode.Rejected,
        $"Cannot show {Path}.",
        $"It holds no pictures: {(Streams.Count == 0 ? "no streams" : string.Join(", ", Streams.Select(stream => $"{(stream.IsCover ? "Cover" : stream.Kind)} {stream.CodecName}")))}.",
        "Give a file with a video stream.");

    /// <summary>Reads the next packet of any stream.</summary>
    /// <param name="pool">Where its buffer is rented.</param>
    /// <param name="packet">The packet; its buffer is the caller's.</param>
    public MediaReadResult TryRead(NativeBufferPool pool, out MediaPacket packet)
    {
        ArgumentNullException.ThrowIfNull(pool);
        packet = default;
        MediaReadResult result = Advance(stream: -1);
        if (result != MediaReadResult.Packet)
        {
            return result;
        }

        ReadOnlySpan<byte> data = Data;
        if (!pool.TryRent(data.Length, out NativeBuffer? buffer) || buffer is null)
        {
            return MediaReadResult.NoBuffer;
        }

        data.CopyTo(buffer.GetSpan());
        buffer.Length = data.Length;
        packet = Facts with { Buffer = buffer };
        return MediaReadResult.Packet;
    }

    /// <summary>Goes to the last key frame at or before a time, counted from the file's beginning. False when the container cannot.</summary>
    public bool TrySeek(MediaStream stream, TimeSpan position)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ObjectDisposedException.ThrowIf(_context == null, this);
        long start = stream.StartTicks == MediaPacket.NoTime ? 0 : stream.StartTicks;
        return TrySeek(stream, start + stream.TimeBase.FromSeconds(position.TotalSeconds));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* context = _context;
        byte* packet = _packet;
        _context = null;
        _packet = null;
        if (context != null)
        {
            LibAvFormat.avformat_close_input(&context);
            LibAvCodec.av_packet_free(&packet);
        }
    }

    /// <summary>That packet is shown when it is decoded.</summary>
    internal void TakeDecodingTime() => *(long*)(_packet + AvLayout.PacketPts) = *(long*)(_packet + AvLayout.PacketDts);

    /// <summary>Goes to the last key frame at or before a time of the stream's own clock.</summary>
    internal bool TrySeek(MediaStream stream, long ticks)
    {
        ObjectDisposedException.ThrowIf(_context == null, this);
        int result = LibAvFormat.avformat_seek_file(_context, stream.Index, long.MinValue, ticks, ticks, LibAvFormat.AVSEEK_FLAG_BACKWARD);
        LastError = result < 0 ? AvError.Text(result) : "";
        return result >= 0;
    }

    /// <summary>Takes the next packet of a stream, or of any stream for −1, into FFmpeg's own memory.</summary>
    internal MediaReadResult Advance(int stream)
    {
        ObjectDisposedException.ThrowIf(_context == null, this);
        while (true)
        {
            LibAvCodec.av_packet_unref(_packet);
            int result = LibAvFormat.av_read_frame(_context, _packet);
            if (result < 0)
            {
                LastError = result == AvError.AVERROR_EOF ? "" : AvError.Text(result);
                return result == AvError.AVERROR_EOF ? MediaReadResult.End : MediaReadResult.Failed;
            }

            if (stream < 0 || *(int*)(_packet + MediaLayout.PacketStreamIndex) == stream)
            {
                return MediaReadResult.Packet;
            }
        }
    }

    private static byte* OpenInput(string path)
    {
        void* options = null;
        byte* context = null;
        _ = LibAvUtil.av_dict_set(&options, "protocol_whitelist", "file", 0);
        AvLog.Forget();

        // With the scheme written out, a colon in the name is no other protocol.
        int result = LibAvFormat.avformat_open_input(&context, "file:" + path, null, &options);
        LibAvUtil.av_dict_free(&options);
        return result >= 0 ? context : throw Unreadable(path, result);
    }

    private static FathomException Unreadable(string path, int result) => new(
        ExitCode.Rejected,
        $"Cannot read the video file {path}.",
        new FileInfo(path) is { Exists: true, Length: 0 } ? "The file is empty (0 bytes)." : $"FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}".TrimEnd(),
        "Check that it is a whole video file; 'ffprobe FILE' tells what FFmpeg makes of it.");

    private static MediaStream[] ReadStreams(byte* context, MediaLayout layout)
    {
        byte** streams = *(byte***)(context + MediaLayout.FormatStreams);
        var found = new MediaStream[*(int*)(context + MediaLayout.FormatStreamCount)];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = MediaStreamReader.Read(context, streams[i], layout);
        }

        return found;
    }
}
