using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode.Media;

/// <summary>Reads the pictures of a file as access units in the form of the pixel channel: 4-byte lengths for H.264 and HEVC, raw for the rest.
/// What takes frames from the network takes these.</summary>
/// <remarks>Each unit costs one copy, out of FFmpeg's packet; a change of form happens within it. Threads: one at a time.</remarks>
public sealed class MediaUnitReader
{
    private readonly MediaFile _file;
    private readonly MediaStream _stream;
    private readonly NativeBufferPool _pool;
    private readonly TimeProvider _time;
    private uint _sequence;

    /// <summary>Reads a stream of a file from where the file stands.</summary>
    public MediaUnitReader(MediaFile file, MediaStream stream, NativeBufferPool pool, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(pool);
        _file = file;
        _stream = stream;
        _pool = pool;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Reads the next unit; its buffer is the caller's. The header's timestamp is the presentation time in seconds.</summary>
    public MediaReadResult TryRead(out EncodedUnit unit)
    {
        unit = default;
        while (true)
        {
            long started = _time.GetTimestamp();
            MediaReadResult result = _file.Advance(_stream.Index);
            if (result != MediaReadResult.Packet)
            {
                return result;
            }

            ReadOnlySpan<byte> data = _file.Data;
            if (!_pool.TryRent(RoomFor(data.Length), out NativeBuffer? buffer) || buffer is null)
            {
                return MediaReadResult.NoBuffer;
            }

            if (!TryCopy(data, buffer.GetSpan(), out int length))
            {
                // Empty packets exist (dropped pictures); there is nothing to decode in them.
                buffer.Return();
                continue;
            }

            buffer.Length = length;
            MediaPacket facts = _file.Facts;
            double seconds = _stream.TimeBase.ToSeconds(facts.Pts == MediaPacket.NoTime ? facts.Dts : facts.Pts);
            unit = new EncodedUnit
            {
                Buffer = buffer,
                Length = length,
                Header = new PixelHeader(_sequence++, seconds, _stream.Width, _stream.Height, _stream.Codec ?? default, facts.IsKeyframe, 0),
                FirstByteTicks = started,
                LastByteTicks = _time.GetTimestamp(),
            };
            return MediaReadResult.Packet;
        }
    }

    private bool IsInNalUnits => _stream.Codec is VideoCodec.H264 or VideoCodec.Hevc;

    private int RoomFor(int bytes) => !IsInNalUnits || _stream.NalLengthSize == 4 ? bytes
        : _stream.NalLengthSize == 0 ? bytes + (bytes / 4) + 16
        : checked(bytes * 3);

    private bool TryCopy(ReadOnlySpan<byte> data, Span<byte> destination, out int length)
    {
        if (IsInNalUnits && _stream.NalLengthSize != 4)
        {
            NalUnitReader units = _stream.NalLengthSize == 0 ? new(data, NalLayout.StartCodes) : new(data, NalLayout.LengthPrefixed, _stream.NalLengthSize);
            return NalFormat.TryWriteAvcc(units, destination, out length);
        }

        data.CopyTo(destination);
        length = data.Length;
        return length > 0;
    }
}
