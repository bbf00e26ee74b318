using System;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Timing;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Timing;

public sealed class VideoAlignmentTests
{
    [Fact]
    public void Each_frame_of_the_scene_has_the_nearest_of_the_video_or_none()
    {
        var alignment = VideoAlignment.Of([0, 1, 2], [0.4, 1.4, 3.0, double.NaN, -0.1], TimeLine.Same);

        Assert.Equal([0, 1, -1, -1, -1], alignment.Indices.ToArray());
        Assert.Equal(0.4, alignment.Coverage, 12);
    }

    [Fact]
    public void A_slow_scene_takes_every_third_frame_of_a_fast_video()
    {
        var alignment = VideoAlignment.Of(VideoAlignment.Even(300, 30), VideoAlignment.Even(100, 10), TimeLine.Same);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 3 * i), alignment.Indices.ToArray());
        Assert.Equal(1, alignment.Coverage);
        Assert.Empty(alignment.Warnings);
    }

    [Fact]
    public void The_offset_says_when_the_video_began()
    {
        // It began 2 s after the scene and lasts for 1 s.
        var alignment = VideoAlignment.Of(VideoAlignment.Even(11, 10), VideoAlignment.Even(50, 10), new TimeLine(2));

        Assert.Equal([-1, 0, 1], alignment.Indices.AsSpan(19, 3).ToArray());
        Assert.Equal([10, -1], alignment.Indices.AsSpan(30, 2).ToArray());
    }

    [Fact]
    public void The_rate_says_how_its_clock_runs()
    {
        // A second of the video is 1.001 s of the scene: after a thousand seconds one second is lost.
        var alignment = VideoAlignment.Of(VideoAlignment.Even(10_001, 10), [0, 500.5, 1001], new TimeLine(0, 1.001));

        Assert.Equal([0, 5000, 10_000], alignment.Indices.ToArray());
        Assert.Equal(1000, alignment.Line.DriftPpm, 6);
    }

    [Fact]
    public void Rounding_does_not_hide_the_first_and_the_last_frame()
    {
        double[] video = VideoAlignment.Even(1000, 29.97);
        foreach (TimeLine line in (TimeLine[])[new(0.1), new(1234.5678, 1.00001), new(-3.3, 0.99999)])
        {
            var alignment = VideoAlignment.Of(video, [.. video.Select(line.ToScene)], line);

            Assert.Equal(Enumerable.Range(0, 1000), alignment.Indices.ToArray());
        }
    }

    [Fact]
    public void Any_time_can_be_asked_for()
    {
        var alignment = VideoAlignment.Of([0, 1, 2], [0, 1], new TimeLine(10) with { Offset = 0 });

        Assert.Equal((1, -1, -1), (alignment.IndexAt(1.2), alignment.IndexAt(2.1), alignment.IndexAt(double.NaN)));
    }

    [Fact]
    public void What_is_not_covered_is_told_with_both_ranges()
    {
        var alignment = VideoAlignment.Of([0, 1, 2], [0, 1, 2, 3, 4], TimeLine.Same);

        string warning = Assert.Single(alignment.Warnings);
        Assert.Contains("60.0 % of the scene (2 of 5 frames have none)", warning, StringComparison.Ordinal);
        Assert.Contains("0 to 4 s", warning, StringComparison.Ordinal);
        Assert.Contains("0 to 2 s", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_nearly_agree_hint_at_a_drift()
    {
        // 600 s by one clock, 600.6 s by the other.
        var alignment = VideoAlignment.Of(VideoAlignment.Even(18_001, 30), [.. VideoAlignment.Even(6001, 10).Select(time => time * 1.001)], TimeLine.Same);

        Assert.True(alignment.Drift.IsLikely);
        Assert.Equal((0.6, 1.001), (Math.Round(alignment.Drift.Seconds, 9), Math.Round(alignment.Drift.Rate, 9)));
        Assert.Contains(alignment.Warnings, warning => warning.Contains("set the rate to 1.001000", StringComparison.Ordinal));
        Assert.DoesNotContain(VideoAlignment.Of(VideoAlignment.Even(18_001, 30), [.. VideoAlignment.Even(6001, 10).Select(time => time * 1.001)], new TimeLine(0, 1.001)).Warnings, warning => warning.Contains("drift", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recording_that_was_stopped_early_is_no_drift()
    {
        Assert.False(VideoAlignment.Of(VideoAlignment.Even(9000, 30), VideoAlignment.Even(6000, 10), TimeLine.Same).Drift.IsLikely);
        Assert.False(VideoAlignment.Of(VideoAlignment.Even(18_000, 30), VideoAlignment.Even(6000, 10), TimeLine.Same).Drift.IsLikely);
    }

    [Fact]
    public void Dropped_frames_are_told()
    {
        var alignment = VideoAlignment.Of([.. VideoAlignment.Even(100, 10), .. VideoAlignment.Even(100, 10).Select(time => time + 15)], [1, 2], TimeLine.Same);

        Assert.Contains("a gap of 5.1 s after frame 99", Assert.Single(alignment.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_common_is_refused_with_the_offset_that_would_help()
    {
        FathomException told = Assert.Throws<FathomException>(() => VideoAlignment.Of([0, 1, 2], [100, 101], TimeLine.Same));

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains("offset of 100 s", told.How, StringComparison.Ordinal);
        Assert.Equal([0, 1], VideoAlignment.Of([0, 1, 2], [100, 101], new TimeLine(100)).Indices.ToArray());
    }

    [Theory]
    [InlineData(new double[] { }, "no times")]
    [InlineData(new[] { 0.0, 1, 1 }, "frame 2 is at 1 s, after 1 s")]
    [InlineData(new[] { 0.0, double.NaN }, "frame 1")]
    public void Times_of_a_video_must_increase(double[] times, string why) =>
        Assert.Contains(why, Assert.Throws<FathomException>(() => VideoAlignment.Of(times, [0], TimeLine.Same)).Why, StringComparison.Ordinal);

    [Fact]
    public void A_scene_without_times_is_refused() =>
        Assert.Contains("no times", Assert.Throws<FathomException>(() => VideoAlignment.Of([0, 1], [], TimeLine.Same)).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_line_leads_forward(double offset, double rate) =>
        Assert.Throws<FathomException>(() => VideoAlignment.Of([0, 1], [0], new TimeLine(offset, rate)));

    [Fact]
    public async Task Workers_share_one_alignment()
    {
        double[] scene = VideoAlignment.Even(4000, 10);
        var alignment = VideoAlignment.Of(VideoAlignment.Even(12_000, 29.97), scene, new TimeLine(0.5));

        int[][] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
            Enumerable.Range(0, 1000).Select(i => alignment.IndexAt(scene[(worker * 1000) + i])).ToArray())));

        Assert.Equal(alignment.Indices.ToArray(), answers.SelectMany(part => part));
    }
}
