using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class VideoFileDecoderTests : IDisposable
{
    private readonly ClipFolder _clips = new();
    private readonly LeaseLedger _ledger = new();

    public void Dispose() => _clips.Dispose();

    [SkippableTheory]
    [InlineData("clip.h264")]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    public void Every_picture_comes_out_right(string name)
    {
        MediaFact.SkipWithoutFormats();
        TestStream stream = TestStream.Make(20, keyEvery: 8);
        string path = name == "clip.h264" ? _clips.Raw(stream) : _clips.Remuxed(stream, name);

        (List<byte> grays, _) = Play(path, out VideoFileDecoder decoder);

        Assert.Equal(20, grays.Count);
        Assert.All(grays.Select((gray, i) => Math.Abs(gray - TestStream.Gray(i))), off => Assert.InRange(off, 0, 3));
        Assert.Equal(0, decoder.Errors);
    }

    [SkippableFact]
    public void A_stream_that_only_might_reorder_is_shown_whole_too()
    {
        MediaFact.SkipWithoutFormats();
        TestStream stream = TestStream.Make(6, keyEvery: 6);
        byte[] careless = ReorderingSets.Allow(stream.Units[0].Payload, out bool changed);
        Assert.True(changed);

        (List<byte> grays, _) = Play(_clips.Remuxed(stream.With(0, careless), "clip.mp4"), out _);

        Assert.Equal(6, grays.Count);
    }

    [SkippableFact]
    public void A_stream_that_reorders_is_shown_in_its_order_to_the_last_picture()
    {
        MediaFact.SkipWithoutFormats();
        TestStream stream = TestStream.Make(30, settings: new EncoderSettings { Width = TestStream.Width, Height = TestStream.Height, Crf = 10 });
        string path = _clips.File("reordered.mkv");
        FFmpegTool.Run("-r 30 -i @0 -c:v libx264 -bf 3 -b_strategy 0 -crf 12 @1", _clips.Raw(stream), path);

        (List<byte> grays, List<double> times) = Play(path, out VideoFileDecoder decoder);

        Assert.True(decoder.Stream.ReorderedFrames > 0);
        Assert.Equal(30, grays.Count);
        Assert.All(grays.Select((gray, i) => Math.Abs(gray - TestStream.Gray(i))), off => Assert.InRange(off, 0, 4));
        Assert.Equal(times.Order(), times);
    }

    [SkippableFact]
    public void A_seek_continues_with_the_key_frame_before()
    {
        MediaFact.SkipWithoutFormats();
        string path = _clips.Remuxed(TestStream.Make(24, keyEvery: 8), "clip.mkv");
        using VideoFileDecoder decoder = Open(path);
        while (decoder.TryRead(out FrameLease lease))
        {
            lease.Release(LeaseRole.Decoder);
        }

        Assert.True(decoder.TrySeek(TimeSpan.FromSeconds(18 / 30.0)));

        Assert.True(decoder.TryRead(out FrameLease sought));
        Assert.InRange(sought.Info.ServerTimestamp, 15.9 / 30, 16.1 / 30);
        Assert.InRange(sought.GetPlane(0).Row(8)[8], TestStream.Gray(16) - 3, TestStream.Gray(16) + 3);
        sought.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void A_file_cut_in_the_middle_of_a_picture_ends_early_without_harm()
    {
        MediaFact.SkipWithoutFormats();
        string whole = _clips.Remuxed(TestStream.Make(24, keyEvery: 8), "clip.mkv");
        byte[] bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(_clips.File("cut.mkv"), bytes[..(bytes.Length * 2 / 3)]);

        (List<byte> grays, _) = Play(_clips.File("cut.mkv"), out _);

        Assert.InRange(grays.Count, 8, 23);
        Assert.InRange(grays[7], TestStream.Gray(7) - 3, TestStream.Gray(7) + 3);
    }

    [SkippableFact]
    public void A_codec_that_this_FFmpeg_cannot_decode_is_named()
    {
        MediaFact.SkipWithoutFormats();
        using var file = MediaFile.Open(_clips.Raw(TestStream.Make(1)));
        MediaStream unknown = file.RequireVideo() with { Codec = null, CodecId = 99999, CodecName = "holovid" };

        var refusal = Assert.Throws<FathomException>(() => FfmpegDecoder.Open(new DecoderOptions { Codec = default, Ledger = _ledger, Stream = unknown }));

        Assert.Contains("holovid", refusal.What, StringComparison.Ordinal);
    }

    private (List<byte> Grays, List<double> Times) Play(string path, out VideoFileDecoder decoder)
    {
        var grays = new List<byte>();
        var times = new List<double>();
        using (decoder = Open(path))
        {
            while (decoder.TryRead(out FrameLease lease))
            {
                grays.Add(lease.GetPlane(0).Row(8)[8]);
                times.Add(lease.Info.ServerTimestamp);
                lease.Release(LeaseRole.Decoder);
            }
        }

        return (grays, times);
    }

    private VideoFileDecoder Open(string path) => VideoFileDecoder.Open(path, new DecoderOptions { Codec = default, Ledger = _ledger });
}
