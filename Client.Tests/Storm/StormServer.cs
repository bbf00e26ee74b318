using System;
using System.Buffers;
using System.Collections.Generic;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Storm;

/// <summary>The far end of the storm: two live encoders, one for slices and one for volumes, whose every picture has a gray of its own.</summary>
/// <remarks>Each unit has a time of its own, which tells its picture apart from all others.</remarks>
internal sealed class StormServer : IDisposable
{
    private readonly NativeBufferPool _pool = new();
    private readonly VideoEncoder[] _encoders =
    [
        VideoEncoder.Open(new EncoderSettings { Width = 192, Height = 128, Crf = 18, Parallel = false, Slices = 1 }),
        VideoEncoder.Open(new EncoderSettings { Width = 160, Height = 112, Crf = 18, Parallel = false, Slices = 1 }),
    ];

    private readonly Dictionary<long, byte> _grays = [];
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly FakeTime _time;
    private int _mode;
    private int _index;
    private uint _sequence;

    internal StormServer(FakeTime time) => _time = time;

    /// <summary>The next picture is a key frame.</summary>
    internal bool KeyWanted { get; set; } = true;

    internal long Sent { get; private set; }

    internal StreamConfiguration Configuration => new(VideoCodec.H264, Encoder.Settings.Width, Encoder.Settings.Height, Encoder.AvcC);

    private VideoEncoder Encoder => _encoders[_mode];

    /// <summary>From slices to volumes or back.</summary>
    internal void Flip()
    {
        _mode = 1 - _mode;
        KeyWanted = true;
    }

    /// <summary>Pictures that were lost on the way; those after them cannot be decoded.</summary>
    internal void Lose(int count) => _sequence += (uint)count;

    /// <summary>Another connection counts anew.</summary>
    internal void Reconnect()
    {
        _sequence = 0;
        KeyWanted = true;
    }

    internal EncodedUnit Next()
    {
        _time.Advance(0.004);
        _index++;
        TestStream.Paint(Encoder.Picture, _index);
        _output.ResetWrittenCount();
        if (!Encoder.Encode(KeyWanted, _output, out bool isKey))
        {
            throw new InvalidOperationException("The encoder failed.");
        }

        KeyWanted = false;
        NativeBuffer buffer = _pool.Rent(_output.WrittenCount);
        _output.WrittenSpan.CopyTo(buffer.GetSpan());
        buffer.Length = _output.WrittenCount;
        long now = _time.GetTimestamp();
        _grays[now] = TestStream.Gray(_index);
        Sent++;
        return new EncodedUnit
        {
            Buffer = buffer,
            Length = _output.WrittenCount,
            Header = new PixelHeader(_sequence++, 1000 + (now / 1e6), (ushort)Encoder.Settings.Width, (ushort)Encoder.Settings.Height, VideoCodec.H264, isKey, 0),
            FirstByteTicks = now,
            LastByteTicks = now,
        };
    }

    /// <summary>The gray of the picture that was sent at a time.</summary>
    internal byte GrayAt(long ticks) => _grays[ticks];

    public void Dispose()
    {
        foreach (VideoEncoder encoder in _encoders)
        {
            encoder.Dispose();
        }

        _pool.Dispose();
    }
}
