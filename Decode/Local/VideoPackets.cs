using System;
using System.IO;
using Fathom.Decode.Media;

namespace Fathom.Decode.Local;

/// <summary>The packets of a file's video stream: one pass over them for the table, then jumps and reading on.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class VideoPackets : IDisposable
{
    private const int PacketsBetweenReports = 1024;

    private readonly string _path;
    private MediaFile _file;
    private bool _hasPacket;
    private (long Pts, long Dts, long Position) _first;

    private VideoPackets(string path, MediaFile file)
    {
        _path = path;
        _file = file;
        Stream = file.RequireVideo();
    }

    internal MediaStream Stream { get; private set; }

    internal string Format => _file.Format;

    internal string LastError => _file.LastError;

    internal static VideoPackets Open(string path)
    {
        var file = MediaFile.Open(path);
        VideoPackets? packets = null;
        try
        {
            return packets = new VideoPackets(path, file);
        }
        finally
        {
            if (packets is null)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Reads to the end of the file; decodes nothing.</summary>
    internal FrameTable ReadTable(VideoReaderOptions options)
    {
        var builder = new FrameTableBuilder(_path, Stream, options.FrameRate);
        double bytes = Math.Max(1, new FileInfo(_path).Length);
        bool isVp8 = Stream.CodecName == "vp8";
        long count = 0;
        while (_file.Advance(Stream.Index) == MediaReadResult.Packet)
        {
            MediaPacket facts = _file.Facts;
            ReadOnlySpan<byte> data = _file.Data;
            if (count++ == 0)
            {
                _first = (facts.Pts, facts.Dts, _file.Position);
            }

            // VP8 has frames that are only referred to; a bit of the first byte says so. A packet without data repeats the frame before.
            bool isShown = data.Length > 0 && !_file.IsHidden && !(isVp8 && (data[0] & 0x10) == 0);
            builder.Add(facts, isShown);
            if (count % PacketsBetweenReports == 0)
            {
                options.Cancel.ThrowIfCancellationRequested();
                options.Progress?.Report(Math.Clamp(_file.Position / bytes, 0, 1));
            }
        }

        if (_file.LastError.Length > 0)
        {
            builder.Warn($"{_path} cannot be read to its end: {_file.LastError}. Frames behind the damage are missing.");
        }

        foreach (string warning in ShownAsStored.Warnings(_path, Stream))
        {
            builder.Warn(warning);
        }

        options.Progress?.Report(1);
        return builder.Build();
    }

    /// <summary>Goes to a key of the table, an earlier one when the container cannot, the file's beginning for -1.</summary>
    /// <returns>The frame from which on pictures can be trusted.</returns>
    internal int Place(FrameTable table, int key)
    {
        _hasPacket = false;
        for (int back = 0; key - back >= 0 && !table.IsCounted; back = (back * 2) + 1)
        {
            if (!_file.TrySeek(Stream, table.Ticks[table.Keys[key - back]]))
            {
                break;
            }

            int landed = NextKey(table);
            if (landed >= 0 && landed <= table.Keys[key])
            {
                return landed;
            }
        }

        Rewind(table);
        return 0;
    }

    /// <summary>Takes the next packet of the stream, which then can be sent. False at the end of the file or of what can be read of it.</summary>
    internal bool TryTake(out MediaPacket facts)
    {
        bool has = _hasPacket || _file.Advance(Stream.Index) == MediaReadResult.Packet;
        _hasPacket = false;
        facts = has ? _file.Facts : default;
        return has;
    }

    /// <summary>Sends that packet. FFmpeg's answer.</summary>
    internal int Send(LocalDecoder decoder, bool takesDecodingTime)
    {
        if (takesDecodingTime)
        {
            _file.TakeDecodingTime();
        }

        return decoder.Send(_file.Packet);
    }

    /// <summary>Says that there are no more.</summary>
    internal static int SendEnd(LocalDecoder decoder) => decoder.Send(null);

    public void Dispose() => _file.Dispose();

    /// <summary>Some containers land anywhere: the first packet that is a key of the table is where decoding begins.</summary>
    private int NextKey(FrameTable table)
    {
        while (_file.Advance(Stream.Index) == MediaReadResult.Packet)
        {
            MediaPacket facts = _file.Facts;
            int frame = table.IndexOf(table.TakesDecodingTimes ? facts.Dts : facts.Pts);
            if (facts.IsKeyframe && frame >= 0 && Array.BinarySearch(table.Keys, frame) >= 0)
            {
                _hasPacket = true;
                return frame;
            }
        }

        return -1;
    }

    /// <summary>Goes to the first packet, opening the file anew where that cannot be told to have worked.</summary>
    private void Rewind(FrameTable table)
    {
        if (!table.IsCounted && _file.TrySeek(Stream, Math.Min(_first.Pts, _first.Dts)) && _file.Advance(Stream.Index) == MediaReadResult.Packet)
        {
            MediaPacket facts = _file.Facts;
            _hasPacket = (facts.Pts, facts.Dts, _file.Position) == _first;
            if (_hasPacket)
            {
                return;
            }
        }

        var anew = MediaFile.Open(_path);
        _file.Dispose();
        _file = anew;
        Stream = anew.RequireVideo();
    }
}
