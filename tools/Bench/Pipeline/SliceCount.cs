using System;
using Fathom.Decode;
using Fathom.Decode.Media;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Pipeline;

/// <summary>How many slices the pictures of a file have: more than one can be decoded side by side.</summary>
internal static class SliceCount
{
    /// <summary>The slices of the first unit; 0 for codecs without NAL units.</summary>
    public static int OfFirstUnit(string path)
    {
        using var file = MediaFile.Open(path);
        using var pool = new NativeBufferPool();
        MediaStream stream = file.RequireVideo();
        if (new MediaUnitReader(file, stream, pool).TryRead(out EncodedUnit unit) != MediaReadResult.Packet)
        {
            return 0;
        }

        int slices = Count(unit.Header.Codec, unit.Payload);
        unit.Buffer.Return();
        return slices;
    }

    private static int Count(VideoCodec codec, ReadOnlySpan<byte> unit)
    {
        int slices = 0;
        if (codec is VideoCodec.H264 or VideoCodec.Hevc)
        {
            foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
            {
                slices += (codec == VideoCodec.H264 ? NalFormat.AvcNalType(nal) is >= 1 and <= 5 : NalFormat.HevcNalType(nal) < 32) ? 1 : 0;
            }
        }

        return slices;
    }
}
