using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class MediaFileTests : IDisposable
{
    private const int Count = 24;
    private const int KeyEvery = 8;

    private readonly ClipFolder _clips = new();
    private readonly NativeBufferPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.Rented);
        _pool.Dispose();
        _clips.Dispose();
    }

    [SkippableFact]
    public void A_raw_file_is_cut_into_its_pictures()
    {
        MediaFact.SkipWithoutFormats();
        using var file = MediaFile.Open(_clips.Raw(TestStream.Make(Count, KeyEvery)));

        MediaStream video = file.RequireVideo();
        List<MediaPacket> packets = ReadAll(file);

        Assert.Equal("h264", file.Format);
        Assert.Equal((MediaKind.Video, "h264", VideoCodec.H264), (video.Kind, video.CodecName, video.Codec));
        Assert.Equal((TestStream.Width, TestStream.Height, 0, 0), (video.Width, video.Height, video.NalLengthSize, video.ReorderedFrames));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => i % KeyEvery == 0), packets.Select(packet => packet.IsKeyframe));
    }

    [SkippableTheory]
    [InlineData("clip.mp4", 4)]
    [InlineData("clip.mkv", 4)]
    [InlineData("clip.ts", 0)]
    public void Containers_say_what_is_in_them_and_when_to_show_it(string name, int lengthSize)
    {
        MediaFact.SkipWithoutFormats();
        using var file = MediaFile.Open(_clips.Remuxed(TestStream.Make(Count, KeyEvery), name));

        MediaStream video = file.RequireVideo();
        List<MediaPacket> packets = ReadAll(file);

        Assert.Equal((TestStream.Width, TestStream.Height, lengthSize), (video.Width, video.Height, video.NalLengthSize));
        Assert.InRange(video.FrameRate, 29.5, 30.5);
        Assert.Equal(Count, packets.Count);
        for (int i = 1; i < Count; i++)
        {
            Assert.InRange(video.TimeBase.ToSeconds(packets[i].Pts) - video.TimeBase.ToSeconds(packets[i - 1].Pts), 0.032, 0.035);
        }
    }

    [SkippableTheory]
    [InlineData("clip.h264")]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    [InlineData("clip.ts")]
    public void Units_have_the_form_of_the_pixel_channel_whatever_the_container(string name)
    {
        MediaFact.SkipWithoutFormats();
        TestStream stream = TestStream.Make(Count, KeyEvery);
        using var file = MediaFile.Open(name == "clip.h264" ? _clips.Raw(stream) : _clips.Remuxed(stream, name));
        var units = new MediaUnitReader(file, file.RequireVideo(), _pool);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(MediaReadResult.Packet, units.TryRead(out EncodedUnit unit));
            Assert.Equal(((uint)i, VideoCodec.H264, stream.Units[i].IsKey), (unit.Header.Sequence, unit.Header.Codec, unit.Header.IsKeyframe));
            Assert.Equal(Pictures(stream.Units[i].Payload), Pictures(unit.Payload.ToArray()));
            unit.Buffer.Return();
        }

        Assert.Equal(MediaReadResult.End, units.TryRead(out _));
    }

    [SkippableFact]
    public void A_seek_goes_to_the_key_frame_before()
    {
        MediaFact.SkipWithoutFormats();
        using var file = MediaFile.Open(_clips.Remuxed(TestStream.Make(Count, KeyEvery), "clip.mp4"));
        MediaStream video = file.RequireVideo();

        Assert.True(file.TrySeek(video, TimeSpan.FromSeconds(12 / 30.0)));

        Assert.Equal(MediaReadResult.Packet, file.TryRead(_pool, out MediaPacket packet));
        packet.Buffer.Return();
        Assert.True(packet.IsKeyframe);
        Assert.Equal(KeyEvery / 30.0, video.TimeBase.ToSeconds(packet.Pts), 3);
    }

    [SkippableFact]
    public void Bad_files_are_explained()
    {
        MediaFact.SkipWithoutFormats();
        string noise = _clips.File("noise.mp4");
        byte[] bytes = new byte[5000];
        new Random(3).NextBytes(bytes);
        File.WriteAllBytes(noise, bytes);
        File.WriteAllBytes(_clips.File("empty.mkv"), []);

        Assert.Equal(ExitCode.Usage, Refusal(_clips.File("missing.mp4")).ExitCode);
        Assert.Contains("folder", Refusal(Path.GetDirectoryName(noise)!).Why, StringComparison.Ordinal);
        FathomException refusal = Refusal(noise);
        Assert.Equal(ExitCode.Rejected, refusal.ExitCode);
        Assert.Contains(noise, refusal.What, StringComparison.Ordinal);
        Assert.Contains("FFmpeg: ", refusal.Why, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Rejected, Refusal(_clips.File("empty.mkv")).ExitCode);
        Assert.Contains("0 bytes", Refusal(_clips.File("empty.mkv")).Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_file_without_pictures_says_what_it_holds()
    {
        MediaFact.SkipWithoutFormats();
        string sound = _clips.File("sound.wav");
        FFmpegTool.Run("-f lavfi -i sine=duration=0.2 @0", sound);
        using var file = MediaFile.Open(sound);

        var refusal = Assert.Throws<FathomException>(file.RequireVideo);

        Assert.Contains("Audio pcm", refusal.Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_playlist_reaches_nothing_in_the_network()
    {
        MediaFact.SkipWithoutFormats();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        File.WriteAllText(_clips.File("list.m3u8"), $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n");

        Assert.Equal(ExitCode.Rejected, Refusal(_clips.File("list.m3u8")).ExitCode);

        Assert.False(listener.Pending());
    }

    private static FathomException Refusal(string path) => Assert.Throws<FathomException>(() => MediaFile.Open(path).Dispose());

    /// <summary>The pictures of a unit; containers may move parameter sets and add delimiters.</summary>
    private static List<byte[]> Pictures(byte[] unit)
    {
        var pictures = new List<byte[]>();
        foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
        {
            if (NalFormat.AvcNalType(nal) is 1 or 5)
            {
                pictures.Add(nal.ToArray());
            }
        }

        return pictures;
    }

    private List<MediaPacket> ReadAll(MediaFile file)
    {
        var packets = new List<MediaPacket>();
        while (file.TryRead(_pool, out MediaPacket packet) == MediaReadResult.Packet)
        {
            packet.Buffer.Return();
            packets.Add(packet);
        }

        return packets;
    }
}
