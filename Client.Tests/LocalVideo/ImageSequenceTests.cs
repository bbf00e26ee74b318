using System;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

public sealed class ImageSequenceTests : IDisposable
{
    private static readonly VideoReaderOptions s_tenHertz = new() { FrameRate = 10 };

    private readonly TemporaryFolder _folder = new();

    public ImageSequenceTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("f%03d.png", "")]
    [InlineData("f%d.jpg", "-q:v 2")]
    [InlineData("f%d.tiff", "")]
    [InlineData("f%d.bmp", "")]
    public void Images_of_every_kind_are_frames_in_their_order(string name, string encoding)
    {
        TinyVideo.Make(_folder, name, 12, encoding);

        foreach (string path in new[] { _folder.Path, _folder[name], _folder["f*" + Path.GetExtension(name)] })
        {
            using var reader = OverlayVideoReader.Open(path, s_tenHertz);

            Assert.Equal([11, 3, 0, 7, 10], new[] { 11, 3, 0, 7, 10 }.Select(frame => TinyVideo.NumberAt(reader, frame)));
            Assert.Equal((12, new SizePx(64, 64)), (reader.FrameCount, reader.Size));
            Assert.Empty(reader.Warnings);
        }
    }

    [SkippableFact]
    public void Crop_average_cache_and_counters_work_as_for_videos()
    {
        Write("a1.png", 1);
        Write("a2.png", 2);

        using var reader = OverlayVideoReader.Open(_folder.Path, s_tenHertz with { Downsample = 2 });
        int[] numbers = [TinyVideo.NumberAt(reader, 1), TinyVideo.NumberAt(reader, 0), TinyVideo.NumberAt(reader, 1)];

        Assert.Equal([2, 1, 2], numbers);
        Assert.Equal((2L, 1L), (reader.Counters.Decodes, reader.Counters.Hits));
        Assert.Equal(new SizePx(32, 32), reader.Size);
    }

    [SkippableFact]
    public void The_odd_one_is_named()
    {
        Write("a1.png", 1);
        Write("a2.png", 2);
        WriteSized("a10.png", 32, 64);

        FathomException error = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(_folder.Path, s_tenHertz));

        Assert.Contains("a10.png has 32x64 pixels and a1.png 64x64", error.Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Missing_numbers_are_told_and_not_filled()
    {
        Write("a1.png", 1);
        Write("a2.png", 2);
        Write("a5.png", 5);

        using var reader = OverlayVideoReader.Open(_folder["a%d.png"], s_tenHertz);

        Assert.Equal(3, reader.FrameCount);
        Assert.Contains("3 to 4", Assert.Single(reader.Warnings), StringComparison.Ordinal);
        Assert.Equal(5, TinyVideo.NumberAt(reader, 2));
    }

    [SkippableFact]
    public void A_table_in_the_folder_gives_the_times()
    {
        Write("a1.png", 1);
        Write("a2.png", 2);
        File.WriteAllText(_folder["times.csv"], "t\n0.5\n0.75\n");

        using var reader = OverlayVideoReader.Open(_folder.Path);

        Assert.Equal([0.5, 0.75], reader.Timestamps.ToArray());
        Assert.Equal(TimeSpan.FromSeconds(0.5), reader.Duration);
    }

    [SkippableFact]
    public void A_damaged_image_is_an_error_of_its_frame_that_names_it()
    {
        Write("a1.png", 1);
        Write("a2.png", 2);
        File.WriteAllText(_folder["a3.png"], "no image");
        File.WriteAllText(_folder["a4.png"], "");
        byte[] bytes = File.ReadAllBytes(_folder["a2.png"]);
        File.WriteAllBytes(_folder["a5.png"], bytes[..60]);

        using var reader = OverlayVideoReader.Open(_folder.Path, s_tenHertz);

        foreach ((int frame, string name) in new[] { (2, "a3.png"), (3, "a4.png"), (4, "a5.png") })
        {
            Assert.Equal(LocalReadResult.Undecodable, reader.TryRead(frame, out _));
            Assert.Contains(name, reader.WhyNot(frame), StringComparison.Ordinal);
        }

        Assert.Equal(2, TinyVideo.NumberAt(reader, 1));
    }

    [SkippableFact]
    public void Empty_folders_and_names_that_match_nothing_are_told()
    {
        Assert.Contains("holds none", Refusal(_folder.Path).Why, StringComparison.Ordinal);
        Assert.Contains("No file", Refusal(_folder["x%d.png"]).Why, StringComparison.Ordinal);
        Assert.Contains("numbered name", Refusal(_folder["x%s.png"]).Why, StringComparison.Ordinal);
        Assert.Contains("no such file", Refusal(_folder["x.mp4"]).Why, StringComparison.Ordinal);
        Write("a1.png", 1);
        Assert.Contains("no times", Assert.Throws<FathomException>(() => OverlayVideoReader.Open(_folder.Path)).Why, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Sixteen_bits_are_told()
    {
        TinyVideo.Make(_folder, "f%d.png", 2, "-pix_fmt gray16be");

        using var reader = OverlayVideoReader.Open(_folder.Path, s_tenHertz);

        Assert.Contains("16 bits", Assert.Single(reader.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, TinyVideo.NumberAt(reader, 1));
    }

    [Fact]
    public void Names_are_counted_as_people_count()
    {
        string[] names = ["a10", "a2", "a02", "a1", "b1", "a", "a2b", "a99999999999999999999", "A1"];

        Array.Sort(names, NaturalOrder.Instance);

        Assert.Equal(["A1", "a", "a1", "a02", "a2", "a2b", "a10", "a99999999999999999999", "b1"], names);
    }

    private static FathomException Refusal(string path) => Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path, s_tenHertz));

    private void Write(string name, int number)
    {
        using FileStream file = File.Create(_folder[name]);
        PngWriter.Write(file, new CapturedImage(TinyVideo.Width, TinyVideo.Height, TinyVideo.Rgba(number)));
    }

    private void WriteSized(string name, int width, int height)
    {
        using FileStream file = File.Create(_folder[name]);
        PngWriter.Write(file, new CapturedImage(width, height, new byte[width * height * 4]));
    }
}
