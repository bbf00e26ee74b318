using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Threading;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;

namespace Fathom.Client.Tests.Plain;

/// <summary>A plain server's one encoder: every frame of it counts, whoever gets it.</summary>
/// <remarks>Threads: one frame at a time; a key frame may be asked for by any thread.</remarks>
internal sealed class PlainVideo : IDisposable
{
    private readonly VideoEncoder _encoder = VideoEncoder.Open(new EncoderSettings { Width = TestStream.Width, Height = TestStream.Height, Crf = 30 });
    private readonly ArrayBufferWriter<byte> _unit = new(16 << 10);
    private uint _sequence;
    private int _keyWanted = 1;
    private int _picture;

    public string Avcc => Convert.ToBase64String(_encoder.AvcC.Span);

    public void WantKey() => Volatile.Write(ref _keyWanted, 1);

    /// <summary>Encodes the next frame and gives it out as a pixel message.</summary>
    public byte[] Next(DateTimeOffset now, out bool isKey)
    {
        TestStream.Paint(_encoder.Picture, _picture++);
        _unit.ResetWrittenCount();
        if (!_encoder.Encode(Interlocked.Exchange(ref _keyWanted, 0) == 1, _unit, out isKey))
        {
            throw new InvalidOperationException("The encoder failed.");
        }

        var message = new byte[24 + _unit.WrittenCount];
        BinaryPrimitives.WriteUInt32BigEndian(message, _sequence++);
        BinaryPrimitives.WriteDoubleBigEndian(message.AsSpan(4), (now - DateTimeOffset.UnixEpoch).TotalSeconds);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(12), TestStream.Width);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(16), TestStream.Height);
        message[20] = 1;
        message[21] = isKey ? (byte)1 : (byte)0;
        _unit.WrittenSpan.CopyTo(message.AsSpan(24));
        return message;
    }

    public void Dispose() => _encoder.Dispose();
}
