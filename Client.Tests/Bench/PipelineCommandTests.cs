using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using Fathom.Bench.Commands;
using Fathom.Bench.Pipeline;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Bench;

public sealed class PipelineCommandTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [SkippableTheory]
    [InlineData("1", "auto", 1)]
    [InlineData("4", "shader", 4)]
    public void Every_picture_of_a_clip_is_decoded_and_drawn_and_nothing_is_copied_beyond_the_path(string slices, string path, int expectedSlices)
    {
        SkipWithoutMachine();

        JsonElement report = Run("--generate", "180p", "--input", _clips.File("clip.h264"), "--slices", slices, "--path", path, "--json");

        Assert.Equal(PipelineReport.Schema, report.GetProperty("schema").GetString());
        Assert.Equal((60, 320, 180, expectedSlices), (Int(report, "frames"), Int(report, "width"), Int(report, "height"), Int(report, "slices")));
        Assert.Equal(("h264", "Yuv420P", 0), (report.GetProperty("codec").GetString(), report.GetProperty("layout").GetString(), Int(report, "decode_errors")));
        foreach (string name in new[] { "decode_ms", "draw_ms", "last_byte_to_readable_ms" })
        {
            Assert.Equal(60, Int(report.GetProperty(name), "n"));
            Assert.True(report.GetProperty(name).GetProperty("p50").GetDouble() > 0, name);
        }

        Assert.True(report.GetProperty("fps").GetDouble() > 0);
        Assert.Contains(path == "shader" ? "shader" : ":", report.GetProperty("path").GetString()!, StringComparison.Ordinal);
        JsonElement copies = report.GetProperty("copies");
        Assert.Equal(report.GetProperty("path").GetString()!.StartsWith("blit", StringComparison.Ordinal) ? 1 : 0, copies.GetProperty("convert").GetDouble());
        Assert.Equal(copies.GetProperty("convert").GetDouble() + copies.GetProperty("upload").GetDouble(), report.GetProperty("copies_per_frame").GetDouble());
    }

    [SkippableFact]
    public void Beside_ffmpeg_the_ratio_of_each_pair_is_given()
    {
        SkipWithoutMachine();
        FFmpegTool.Run("-version");

        JsonElement report = Run("--generate", "180p", "--input", _clips.File("clip.h264"), "--against-ffmpeg", "--pairs", "3", "--frames", "40", "--json");

        Assert.Equal(40, Int(report, "frames"));
        Assert.Equal(3, report.GetProperty("ratios").GetArrayLength());
        Assert.True(report.GetProperty("ratio_to_ffmpeg").GetDouble() > 0);
        Assert.Contains("-threads 1 -i", report.GetProperty("ffmpeg_command").GetString()!, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Both_paths_can_be_compared_with_the_same_pictures()
    {
        SkipWithoutMachine();

        JsonElement report = Run("--generate", "180p", "--input", _clips.File("clip.h264"), "--compare-paths", "--pairs", "3", "--frames", "20", "--json");

        Assert.Equal(PipelineReport.PathsSchema, report.GetProperty("schema").GetString());
        Assert.True(report.GetProperty("shader_to_blit").GetDouble() > 0);
        Assert.Equal(20, Int(report.GetProperty("blit_draw_ms"), "n"));
        Assert.Contains(": ", report.GetProperty("chosen").GetString()!, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_bad_file_and_a_missing_one_are_explained()
    {
        SkipWithoutMachine();
        File.WriteAllText(_clips.File("text.h264"), "This is not a video.");

        Assert.Equal(ExitCode.Rejected, Assert.Throws<FathomException>(() => Run("--input", _clips.File("text.h264"))).ExitCode);
        Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => Run("--input", _clips.File("none.mp4"))).ExitCode);
        Assert.Contains("--generate", Assert.Throws<FathomException>(() => Run()).How, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frame=  300 fps=120 q=-0.0 Lsize=N/A\nbench: utime=2.4s stime=0.01s rtime=2.500s", 120.0, 8.033)]
    [InlineData("frame=   10 fps=0\rframe=  50 fps=0.0\nbench: utime=0s stime=0s rtime=0.5s", 100.0, 0.0)]
    [InlineData("bench: utime=0s stime=0s rtime=0.5s", null, 0.0)]
    [InlineData("frame= 5", null, 0.0)]
    public void What_ffmpeg_says_about_its_time_is_understood(string said, double? rate, double cpu)
    {
        FfmpegRate? understood = FfmpegBaseline.Parse(said);

        Assert.Equal(rate, understood?.FramesPerSecond);
        Assert.Equal(cpu, understood?.CpuMsPerFrame ?? 0, 3);
    }

    private static void SkipWithoutMachine()
    {
        MediaFact.SkipWithoutFormats();
        HeadlessGl.Open(16, 16).Dispose();
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static JsonElement Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        var context = new BenchContext(output, TextWriter.Null, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

        Assert.Equal(ExitCode.Ok, new BenchCommandTable().Run(["pipeline", .. arguments], context));
        using var document = JsonDocument.Parse(output.ToArray());
        return document.RootElement.Clone();
    }
}
