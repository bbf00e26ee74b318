using System.Collections.Generic;
using Fathom.Decode.Media;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>The frames of a video file. A frame is found by its presentation time: from the last key at or before it, decoding goes on until the
/// picture with exactly that time comes out.</summary>
/// <remarks>
/// <para>A container may call keys what is none for every frame behind it (open groups, recovery points, damage). So what comes out with a
/// doubt, or does not come out, is tried once more from the key before; each key remembers whether that helped.</para>
/// <para>Threads: one at a time.</para>
/// </remarks>
internal sealed class VideoSource : ILocalSource
{
    /// <summary>So few frames are decoded on the way rather than jumped over.</summary>
    private const int ShortWay = 8;

    /// <summary>A decoder that only complains when it shall give its last pictures has none.</summary>
    private const int MostErrorsAtEnd = 64;

    private readonly VideoPackets _packets;
    private readonly FrameTable _table;
    private readonly LocalDecoder _decoder;
    private readonly PictureReducer _reducer;
    private readonly DecodeRun _run;
    private readonly KeyAdvice[] _advice;
    private bool _isPlaced;
    private bool _isDraining;
    private int _sent = -1;
    private int _errorsAtEnd;

    private VideoSource(VideoPackets packets, ReaderGeometry geometry, FrameTable table, LocalDecoder decoder)
    {
        _packets = packets;
        _table = table;
        _decoder = decoder;
        _reducer = new PictureReducer(decoder.Runtime, geometry);
        _run = new DecodeRun(table.Count);
        _advice = new KeyAdvice[table.Keys.Length];
        Geometry = geometry;
    }

    /// <summary>What is known of a key beside what the container says.</summary>
    private enum KeyAdvice : byte
    {
        None = 0,

        /// <summary>The key before was tried for its frames and gave nothing better.</summary>
        AsGoodAsItGets,

        /// <summary>Its frames need the key before.</summary>
        BeginEarlier,
    }

    public string Description => $"{_packets.Format}, {_packets.Stream.CodecName}";

    public ReaderGeometry Geometry { get; }

    public double[] Times => _table.Times;

    public double LastDuration => _table.LastDuration;

    public IReadOnlyList<string> Warnings => _table.Warnings;

    private bool IsVideoCodec => _packets.Stream.Codec is not null;

    internal static VideoSource Open(string path, VideoReaderOptions options)
    {
        var packets = VideoPackets.Open(path);
        LocalDecoder? decoder = null;
        VideoSource? source = null;
        try
        {
            var geometry = ReaderGeometry.Require(path, new SizePx(packets.Stream.Width, packets.Stream.Height), options);
            decoder = LocalDecoder.Open(packets.Stream, options.Threads);
            return source = new VideoSource(packets, geometry, packets.ReadTable(options), decoder);
        }
        finally
        {
            if (source is null)
            {
                decoder?.Dispose();
                packets.Dispose();
            }
        }
    }

    public LoadResult Load(LocalPicture into, LocalShelf shelf, out string why)
    {
        try
        {
            return Find(into, shelf, out why);
        }
        catch (FathomException error)
        {
            // The file is opened anew for some jumps, and may be gone.
            _isPlaced = false;
            why = $"{error.Why} {error.How}";
            return LoadResult.Failed;
        }
    }

    public void Dispose()
    {
        _reducer.Dispose();
        _decoder.Dispose();
        _packets.Dispose();
    }

    private LoadResult Find(LocalPicture into, LocalShelf shelf, out string why)
    {
        int frame = into.Index;
        int key = _table.KeyBefore(frame);
        KeyAdvice advice = key < 0 ? KeyAdvice.AsGoodAsItGets : _advice[key];
        bool wentOn = _isPlaced && frame >= _run.Next && (key < 0 || _table.Keys[key] <= _run.Next || frame - _run.Next < ShortWay);
        if (!wentOn)
        {
            Place(advice == KeyAdvice.BeginEarlier ? key - 1 : key, shelf);
        }

        LoadResult result = DecodeTo(into, shelf, out why);
        bool isSound = result == LoadResult.Filled && !into.IsSuspect;
        if (isSound || result == LoadResult.Cancelled || (advice != KeyAdvice.None && !(wentOn && advice == KeyAdvice.BeginEarlier)))
        {
            return result;
        }

        Place(key - 1, shelf);
        LoadResult second = DecodeTo(into, shelf, out string secondWhy);
        if (second == LoadResult.Cancelled)
        {
            return second;
        }

        _advice[key] = second == LoadResult.Filled && !into.IsSuspect ? KeyAdvice.BeginEarlier : KeyAdvice.AsGoodAsItGets;
        (result, why) = second == LoadResult.Filled ? (second, secondWhy) : (result, why);
        return result;
    }

    /// <summary>Goes to a key, or to the beginning of the file for -1.</summary>
    private void Place(int key, LocalShelf shelf)
    {
        shelf.Seeks += _isPlaced ? 1 : 0;
        _isPlaced = false;
        _decoder.Flush();
        (_isDraining, _sent, _errorsAtEnd) = (false, -1, 0);
        _run.Begin(_packets.Place(_table, key));
        _isPlaced = true;
    }

    private LoadResult DecodeTo(LocalPicture into, LocalShelf shelf, out string why)
    {
        int frame = into.Index;
        while (!shelf.Cancel.IsCancellationRequested)
        {
            int result = _decoder.Receive();
            NoteErrors(result);
            if (result < 0)
            {
                bool isOver = result == AvError.AVERROR_EOF || (_isDraining && ++_errorsAtEnd > MostErrorsAtEnd);
                if (isOver || _run.Next > frame)
                {
                    _isPlaced &= !isOver;
                    why = Missing(frame);
                    return LoadResult.Failed;
                }

                Feed();
                continue;
            }

            shelf.Decodes++;
            int came = IndexOfPicture();
            if (came == frame)
            {
                return Fill(into, out why);
            }

            Pass(came, frame, shelf);
        }

        why = "";
        return LoadResult.Cancelled;
    }

    /// <summary>Which frame the picture is that came out; -1 for one that is none, or not to be trusted.</summary>
    private int IndexOfPicture()
    {
        AvFrameRef picture = _decoder.Picture;
        int came = _table.IsCounted ? _run.Counted++ : _table.IndexOf(picture.Pts == MediaPacket.NoTime ? picture.BestEffortPts : picture.Pts);
        if (came < _run.Trusted || came >= _table.Count)
        {
            return -1;
        }

        _run.Came(came);
        return came;
    }

    private LoadResult Fill(LocalPicture into, out string why)
    {
        why = _run.IsBad(into.Index) || _decoder.Picture.DecodeErrorFlags != 0
            ? "Its data are damaged."
            : _reducer.Convert(_decoder.Picture, IsVideoCodec, into) ?? "";
        into.IsSuspect = _run.IsSuspect(into.Index);
        _decoder.Release();
        return why.Length == 0 ? LoadResult.Filled : LoadResult.Failed;
    }

    /// <summary>A picture that was not asked for.</summary>
    private void Pass(int came, int wanted, LocalShelf shelf)
    {
        if (came >= shelf.KeepFrom && came < wanted && came >= 0 && !_run.IsSuspect(came) && shelf.TryRent(came) is { } room)
        {
            if (Fill(room, out _) == LoadResult.Filled)
            {
                room = shelf.Put(room);
            }

            room.Release();
        }

        _decoder.Release();
    }

    private void Feed()
    {
        if (_isDraining)
        {
            return;
        }

        if (!_packets.TryTake(out MediaPacket facts))
        {
            _isDraining = true;
            _ = VideoPackets.SendEnd(_decoder);
            return;
        }

        _sent = _table.IsCounted ? -1 : _table.IndexOf(_table.TakesDecodingTimes ? facts.Dts : facts.Pts);
        _run.Send(_sent, facts.IsKeyframe);
        NoteErrors(_packets.Send(_decoder, _table.TakesDecodingTimes));
    }

    private void NoteErrors(int result)
    {
        bool isLost = result < 0 && result != AvError.AVERROR_EAGAIN && result != AvError.AVERROR_EOF;
        if (_decoder.HasNewErrors() || isLost)
        {
            _run.Note(_sent, isLost);
        }
    }

    private string Missing(int frame) => _run.IsBad(frame) ? $"Its data are damaged. {AvLog.LastWords}".TrimEnd()
        : _packets.LastError.Length > 0 ? $"The file could not be read that far: {_packets.LastError}."
        : "The decoder gave no picture for its time.";
}
