using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Client.Decoding;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Protocol.Reports;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>Timing for real where FFmpeg and GL are, with failing ways beside it. Nothing is said of how long anything takes.</summary>
public sealed class PathTimerTests
{
    [Fact]
    public void The_clip_is_small_and_begins_with_a_key_picture()
    {
        TestClip clip = TestClip.Load();
        using var pool = new NativeBufferPool();

        EncodedUnit first = clip.Wrap(pool, 0, 5);
        EncodedUnit second = clip.Wrap(pool, 1, 6);

        Assert.Equal(20, clip.Count);
        Assert.True(first.Header.IsKeyframe);
        Assert.False(second.Header.IsKeyframe);
        Assert.Equal((TestClip.Width, TestClip.Height, 5u), (first.Header.Width, first.Header.Height, first.Header.Sequence));
        first.Buffer.Return();
        second.Buffer.Return();
    }

    [SkippableFact]
    public void Every_way_is_timed_or_says_why_it_failed()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var log = new CallLog();
        var broken = new ScriptedDecoder.Script("vaapi", SurfaceKind.DmaBuf, log) { OpenFails = "no such device" };
        var unread = new ScriptedDecoder.Script("nvdec", SurfaceKind.D3D11Texture, log);
        DecoderCandidate[] candidates = [ScriptedDecoder.Candidate(broken), ScriptedDecoder.Candidate(unread), .. DecoderCandidates.For(DecoderWish.Software)];
        using HeadlessSurface window = HeadlessGl.Open(320, 180);

        var report = new PathReport("key", "clip", new PathTimer(window, TestClip.Load(), TimeProvider.System).Run(candidates));

        Assert.Equal(["vaapi → import", "nvdec → import", "software → blit", "software → shader"], report.Paths.Select(path => path.Name));
        Assert.Equal("no such device", report.Paths[0].Failure);
        Assert.Contains("Nothing here can draw pictures in D3D11Texture", report.Paths[1].Failure, StringComparison.Ordinal);
        Assert.All(report.Paths.Skip(2), path => Assert.Null(path.Failure));
        Assert.All(report.Paths.Skip(2), path => Assert.Equal(20, path.TotalMs.Count));
        Assert.Equal(["software"], report.Order);
        Assert.Equal("software", report.Chosen!.Decoder);
        Assert.Contains("nvdec open", log.All);
        Assert.Contains("nvdec free 0", log.All);
    }

    [SkippableFact]
    public void Copies_a_frame_come_from_the_ledger()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using HeadlessSurface window = HeadlessGl.Open(TestClip.Width, TestClip.Height);

        TimedPath[] paths = [.. new PathTimer(window, TestClip.Load(), TimeProvider.System).Run(DecoderCandidates.For(DecoderWish.Software))];

        const double Pixels = TestClip.Width * TestClip.Height;
        Assert.Equal(("blit", 2.0), (paths[0].Import, paths[0].CopiesPerFrame));
        Assert.Equal(8 * Pixels, paths[0].CopiedBytesPerFrame);
        Assert.Equal(("shader", 3.0), (paths[1].Import, paths[1].CopiesPerFrame));
        Assert.Equal(1.5 * Pixels, paths[1].CopiedBytesPerFrame);
        Assert.Equal([("upload", 3.0)], paths[1].Steps);
    }

    [Fact]
    public void What_was_kept_is_read_again_with_the_same_key_only()
    {
        string file = Path.Combine(Path.GetTempPath(), $"fathom-test-{Guid.NewGuid():N}", "paths.json");
        var cache = new PathCache(file);
        PathReport report = Report("here");
        try
        {
            Assert.Null(cache.TryRead("here"));
            Assert.Null(cache.TryWrite(report));
            Assert.Null(cache.TryRead("elsewhere"));

            PathReport kept = cache.TryRead("here")!;

            Assert.Equal(["nvdec", "software"], kept.Order);
            Assert.Equal(report.Why, kept.Why);
            Assert.Equal(report.Paths.Select(path => path.Failure), kept.Paths.Select(path => path.Failure));
            Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"schema\":\"fathom.paths/1\",\"key\":\"here\"}")]
    [InlineData("{\"schema\":\"fathom.paths/1\",\"key\":\"here\",\"clip\":\"c\",\"paths\":[{}]}")]
    [InlineData("{\"schema\":\"fathom.paths/1\",\"key\":\"here\",\"clip\":\"c\",\"paths\":[{\"decoder\":1}]}")]
    public void A_damaged_file_is_as_good_as_none(string text)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        Assert.Null(new PathCache(file).TryRead("here"));

        File.Delete(file);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_no_error()
        => Assert.NotNull(new PathCache("/proc/nowhere/paths.json").TryWrite(Report("here")));

    [Fact]
    public void People_and_programs_read_the_choice_and_the_reason()
    {
        PathReport report = Report("here");
        string text = PathText.ForPeople(report);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            PathText.Write(json, "paths", report.Paths);
            json.WriteEndObject();
        }

        Assert.Contains("Chosen: nvdec → import, since nvdec → import took 1.00 ms a picture, software → blit 4.00 ms (a clip).", text, StringComparison.Ordinal);
        Assert.Contains("vaapi → import         failed: no such device", text, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(1, document.RootElement.GetProperty("paths")[0].GetProperty("copies").GetProperty("device_copy").GetDouble());
    }

    private static PathReport Report(string key) => new(
        key,
        "a clip",
        [
            new TimedPath { Decoder = "nvdec", Import = "import", TotalMs = new Distribution(1, 2, 3, 20), CopiesPerFrame = 1, Steps = [("device_copy", 1)] },
            new TimedPath { Decoder = "vaapi", Import = "import", Failure = "no such device" },
            new TimedPath { Decoder = "software", Import = "blit", TotalMs = new Distribution(4, 5, 6, 20) },
            new TimedPath { Decoder = "software", Import = "shader", TotalMs = new Distribution(9, 9, 9, 20) },
        ]);
}
