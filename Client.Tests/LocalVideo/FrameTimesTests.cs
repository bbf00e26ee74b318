using System;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>The time of a frame is the container's, whatever the rate.</summary>
public sealed class FrameTimesTests : IDisposable
{
    private const int Frames = 40;
    private const string Coding = "-c:v libx264 -pix_fmt yuv420p -g 10 -bf 2 -b_strategy 0";

    /// <summary>Every third frame comes in time, the others 40 and 80 ms late.</summary>
    private const string Uneven = "-vf settb=1/1000,setpts=(N+mod(N\\,3)*0.4)*100 -fps_mode passthrough -enc_time_base 1:1000";

    private readonly TemporaryFolder _folder = new();

    public FrameTimesTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("even.mp4", "")]
    [InlineData("even.mkv", "")]
    [InlineData("even.ts", "")]
    [InlineData("uneven.mp4", Uneven)]
    [InlineData("uneven.mkv", Uneven)]
    [InlineData("late.mkv", "-output_ts_offset 100")]
    public void Times_are_those_that_ffprobe_reads(string name, string more)
    {
        string path = TinyVideo.Make(_folder, name, Frames, $"{Coding} {more}");
        double?[] expected = FFprobeTool.TimesOf(path);

        using var reader = OverlayVideoReader.Open(path);

        Assert.Equal(Frames, reader.FrameCount);
        Assert.Equal(expected.Select(time => Math.Round(time!.Value, 6)), reader.Timestamps.ToArray().Select(time => Math.Round(time, 6)));
        Assert.Equal(0, reader.Counters.Decodes);
        Assert.Empty(reader.Warnings);
    }

    [SkippableTheory]
    [InlineData("uneven.mp4")]
    [InlineData("uneven.mkv")]
    public void Frames_of_a_variable_rate_are_found_by_their_time(string name)
    {
        using var reader = OverlayVideoReader.Open(TinyVideo.Make(_folder, name, Frames, $"{Coding} {Uneven}"), new VideoReaderOptions { CacheFrames = 0 });
        int[] order = [.. Enumerable.Range(0, Frames)];
        new Random(3).Shuffle(order);

        Assert.All(order, i =>
        {
            double shown = Math.Round((i + (i % 3 * 0.4)) * 0.1, 6);
            Assert.Equal(i, reader.FrameAt(shown));
            Assert.Equal(i, TinyVideo.NumberAt(reader, i));
        });
    }

    [SkippableFact]
    public void What_an_edit_cuts_off_is_not_there()
    {
        string whole = TinyVideo.Make(_folder, "whole.mp4", Frames, "-c:v libx264 -pix_fmt yuv420p -g 30 -bf 2 -b_strategy 0");
        string cut = _folder["cut.mp4"];
        FFmpegTool.Run("-ss 1.05 -i @0 -c copy @1", whole, cut);
        using var reader = OverlayVideoReader.Open(cut, new VideoReaderOptions { CacheFrames = 0 });

        int[] backward = [.. Enumerable.Range(1, reader.FrameCount).Select(i => TinyVideo.NumberAt(reader, reader.FrameCount - i))];
        int[] forward = [.. Enumerable.Range(0, reader.FrameCount).Select(i => TinyVideo.NumberAt(reader, i))];

        Assert.Equal(FFprobeTool.TimesOf(cut).Length, reader.FrameCount);
        Assert.Equal(Enumerable.Range(Frames - reader.FrameCount, reader.FrameCount), forward);
        Assert.Equal(forward.Reverse(), backward);
        Assert.InRange(reader.FrameCount, 1, Frames - 10);
    }

    [SkippableFact]
    public void A_stream_without_times_is_counted_and_says_so()
    {
        string path = TinyVideo.Make(_folder, "bare.h264", Frames, Coding);

        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { FrameRate = 20 });

        Assert.Equal(Frames, reader.FrameCount);
        Assert.Contains(reader.Warnings, warning => warning.Contains("does not say which frame is shown when", StringComparison.Ordinal));
        Assert.Equal(0.05, reader.Timestamps.Span[1], 6);
    }

    [Fact]
    public void Only_long_made_up_times_are_warned_of()
    {
        Assert.Null(SyntheticTimes.Warning("a.h264", 10 * 60 * 30, 30));
        string warning = SyntheticTimes.Warning("a.h264", 11 * 60 * 30, 30)!;

        Assert.Contains("11 minutes", warning, StringComparison.Ordinal);
        Assert.Equal(2 / 30.0, SyntheticTimes.Make(3, 30)[2]);
    }

    [SkippableFact]
    public void Times_that_a_camera_noted_take_the_place_of_the_files()
    {
        string path = TinyVideo.Make(_folder, "clip.mp4", 5, Coding);
        double[] noted = [1, 2.5, 2.75, 4, 9];

        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { Times = noted });

        Assert.Equal(noted, reader.Timestamps.ToArray());
        Assert.Equal(2, reader.FrameAt(3));
        Assert.Equal(-1, reader.FrameAt(0.99));
        Assert.Equal(-1, reader.FrameAt(9.01));
        var tooFew = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path, new VideoReaderOptions { Times = noted.AsMemory(1) }));
        Assert.Contains("4 of them and 5 frames", tooFew.Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path, new VideoReaderOptions { Times = new double[] { 1, 2, 2, 3, 4 } }));
    }

    [Theory]
    [InlineData("pts_time")]
    [InlineData("pkt_pts_time")]
    public void Both_names_of_the_field_are_understood(string name)
    {
        string json = $$"""{"frames":[{"media_type":"video","{{name}}":"0.040000"},{"media_type":"audio","{{name}}":"7"},{"media_type":"video"}]}""";

        Assert.Equal([0.04, null], FFprobeTool.Parse(json));
    }

    [SkippableFact]
    public void Duration_ends_with_the_last_frame()
    {
        using var reader = OverlayVideoReader.Open(TinyVideo.Make(_folder, "clip.mp4", Frames, Coding));

        Assert.Equal(Frames / (double)TinyVideo.Rate, reader.Duration.TotalSeconds, 3);
    }
}
