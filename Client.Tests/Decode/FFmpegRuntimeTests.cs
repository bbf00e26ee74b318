using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public sealed class FFmpegRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-ffmpeg-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_FFmpeg_the_error_names_the_packages()
    {
        var error = Assert.Throws<FathomException>(() => FFmpegRuntime.Open(_folder));

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Equal("Cannot load FFmpeg.", error.What);
        Assert.Contains("avcodec 59, 60, 61 or 62", error.Why, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("apt-get install libavcodec59 libswscale6", error.How, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void An_incomplete_set_is_said()
    {
        AvVersion mine = FFmpegRuntimeVersion();
        Link("avutil", mine.AvUtil, mine.AvUtil);

        var error = Assert.Throws<FathomException>(() => FFmpegRuntime.Open(_folder));

        Assert.Contains($"FFmpeg {mine.Series} is incomplete: avutil {mine.AvUtil} found, avcodec {mine.AvCodec} missing", error.Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Libraries_that_are_not_what_their_names_say_are_refused()
    {
        AvVersion mine = FFmpegRuntimeVersion();
        AvVersion other = AvVersion.Known.First(version => version != mine);
        Link("avutil", mine.AvUtil, other.AvUtil);
        Link("avcodec", mine.AvCodec, other.AvCodec);
        Link("swscale", mine.SwScale, other.SwScale);

        var error = Assert.Throws<FathomException>(() => FFmpegRuntime.Open(_folder));

        Assert.Equal("Cannot use the FFmpeg libraries found.", error.What);
        Assert.Contains($"avcodec {mine.AvCodec}", error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_that_differs_is_refused_with_what_differs()
    {
        FathomException error = FFmpegErrors.LayoutDiffers(AvVersion.Known[0], "offset of option flags: expected 64, found 72");

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Contains("expected 64, found 72", error.Why, StringComparison.Ordinal);
    }

    private static AvVersion FFmpegRuntimeVersion()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(OperatingSystem.IsLinux(), "The test links libraries by their Linux names.");
        return FFmpegRuntime.Require().Version;
    }

    private void Link(string library, int major, int nameAs)
    {
        using var process = Process.GetCurrentProcess();
        string? path = process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(file => Path.GetFileName(file).StartsWith($"lib{library}.so.{major}", StringComparison.Ordinal));
        Skip.If(path is null, $"The path of lib{library} is not known.");
        File.CreateSymbolicLink(Path.Combine(_folder, $"lib{library}.so.{nameAs}"), path);
    }
}
