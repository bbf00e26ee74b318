using System;
using System.Buffers.Binary;

namespace Fathom.Protocol.Pixel;

/// <summary>The 24 bytes, big-endian, in front of every access unit of the pixel channel.</summary>
/// <param name="Sequence">The encoder's output counter, which wraps; a gap means that reference frames are missing.</param>
/// <param name="Timestamp">The server's wall clock in Unix seconds; a foreign server may send any bits, also not a number.</param>
/// <param name="Width">The encoder's width as announced; the parameter sets decide. A value beyond 2³¹−1 shows as negative.</param>
/// <param name="Height">The encoder's height, with the same remark.</param>
/// <param name="Codec">The codec of the payload.</param>
/// <param name="IsKeyframe">Bit 0 of the flags; a scan of the payload may know better.</param>
/// <param name="ViewLength">The last 16 bits: the length of the view block if it was negotiated, else reserved and of no meaning.</param>
public readonly record struct PixelHeader(
    uint Sequence, double Timestamp, int Width, int Height, VideoCodec Codec, bool IsKeyframe, ushort ViewLength)
{
    /// <summary>The header's length in bytes.</summary>
    public const int Size = 24;

    private const byte KeyframeFlag = 1;

    /// <summary>Reads the header at the start of a message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out PixelHeader header, out PixelError error)
    {
        if (message.Length < Size)
        {
            header = default;
            error = PixelError.TooShort;
            return false;
        }

        header = new PixelHeader(
            BinaryPrimitives.ReadUInt32BigEndian(message),
            BinaryPrimitives.ReadDoubleBigEndian(message[4..]),
            BinaryPrimitives.ReadInt32BigEndian(message[12..]),
            BinaryPrimitives.ReadInt32BigEndian(message[16..]),
            (VideoCodec)message[20],
            (message[21] & KeyframeFlag) != 0,
            BinaryPrimitives.ReadUInt16BigEndian(message[22..]));
        error = PixelError.None;
        return true;
    }

    /// <summary>Writes the 24 bytes to the start of <paramref name="destination"/>, which must have room for them.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Sequence);
        BinaryPrimitives.WriteDoubleBigEndian(destination[4..], Timestamp);
        BinaryPrimitives.WriteInt32BigEndian(destination[12..], Width);
        BinaryPrimitives.WriteInt32BigEndian(destination[16..], Height);
        destination[20] = (byte)Codec;
        destination[21] = IsKeyframe ? KeyframeFlag : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(destination[22..], ViewLength);
    }
}
