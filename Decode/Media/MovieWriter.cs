using System;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>Writes pictures as a movie: H.264 by the system's libx264, in MP4 by its libavformat. The same pictures and settings give the same bytes.</summary>
/// <remarks>Threads: one at a time; x264 works on the one that calls. Ownership: the file has a temporary name until <see cref="Finish"/>; disposed
/// earlier, nothing is left of it.</remarks>
public sealed unsafe class MovieWriter : IDisposable
{
    private readonly string _path;
    private readonly MovieSettings _settings;
    private readonly UnfinishedFile _file;
    private readonly MovieMuxer _muxer;
    private readonly MovieEncoder _encoder;
    private byte* _packet;
    private bool _isOver;

    private MovieWriter(string path, MovieSettings settings, UnfinishedFile file, MovieMuxer muxer, MovieEncoder encoder)
    {
        _path = path;
        _settings = settings;
        _file = file;
        _muxer = muxer;
        _encoder = encoder;
        _packet = LibAvCodec.av_packet_alloc();
    }

    /// <summary>Frames that were written so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Begins a movie; throws a <see cref="FathomException"/> that says what is missing or wrong.</summary>
    public static MovieWriter Create(string path, MovieSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check(path);
        var media = MediaRuntime.Require(MovieErrors.What(path));
        var file = new UnfinishedFile(path);
        MovieEncoder? encoder = null;
        MovieMuxer? muxer = null;
        MovieWriter? writer = null;
        try
        {
            encoder = MovieEncoder.Open(media.Runtime, path, settings);
            muxer = MovieMuxer.Open(media, path, file.Temporary);
            muxer.Take(encoder.Context);
            muxer.Begin(settings.Rate, settings.Metadata);
            return writer = new MovieWriter(path, settings, file, muxer, encoder);
        }
        finally
        {
            if (writer is null)
            {
                muxer?.Dispose();
                encoder?.Dispose();
                file.Dispose();
            }
        }
    }

    /// <summary>Adds a frame: RGBA, the top row first; alpha is not looked at.</summary>
    /// <param name="rgba">The rows.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Write(ReadOnlySpan<byte> rgba, int stride)
    {
        ThrowIfOver();
        if (stride < _settings.Width * 4 || rgba.Length < ((long)stride * (_settings.Height - 1)) + (_settings.Width * 4))
        {
            throw new ArgumentException($"{rgba.Length} bytes with {stride} a row do not hold {_settings.Width}×{_settings.Height} RGBA pixels.", nameof(rgba));
        }

        Require(_encoder.Send(rgba, stride, Frames));
        Frames++;
        Drain(AvError.AVERROR_EAGAIN);
    }

    /// <summary>Ends the movie: it stands complete under its name. Without a frame there is none, and that is an error.</summary>
    public void Finish()
    {
        ThrowIfOver();
        if (Frames == 0)
        {
            throw new FathomException(ExitCode.Usage, MovieErrors.What(_path), "It has no frames.", "Give it one at least.");
        }

        _isOver = true;
        Require(_encoder.SendEnd());
        Drain(AvError.AVERROR_EOF);
        _muxer.End();
        _file.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* packet = _packet;
        _packet = null;
        _isOver = true;
        if (packet != null)
        {
            LibAvCodec.av_packet_free(&packet);
            _muxer.Dispose();
            _encoder.Dispose();
            _file.Dispose();
        }
    }

    /// <summary>Writes what the encoder has ready, up to the answer that says there is no more for now.</summary>
    private void Drain(int until)
    {
        int result;
        while ((result = _encoder.Receive(_packet)) >= 0)
        {
            long shown = *(long*)(_packet + AvLayout.PacketPts);
            long decoded = *(long*)(_packet + AvLayout.PacketDts);
            result = _muxer.Write(_packet, shown, decoded);
            LibAvCodec.av_packet_unref(_packet);
            Require(result);
        }

        if (result != until)
        {
            Require(result);
        }
    }

    private void ThrowIfOver() => ObjectDisposedException.ThrowIf(_isOver, this);

    /// <summary>After an error nothing can be added; disposal takes the file away.</summary>
    private void Require(int result)
    {
        if (result < 0)
        {
            _isOver = true;
            throw MovieErrors.Of(_path, result);
        }
    }
}
