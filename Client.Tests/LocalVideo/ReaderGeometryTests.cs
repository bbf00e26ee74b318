using System;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>Colours, crop and downsampling, on 16×16 pixels whose red is 25 times the frame, green 16 times the column and blue 16 times the row.</summary>
public sealed class ReaderGeometryTests : IDisposable
{
    private const int Side = 16;

    private readonly TemporaryFolder _folder = new();

    public ReaderGeometryTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("packed.mov", "-c:v png -pix_fmt rgb24")]
    [InlineData("planes.mkv", "-c:v utvideo -pix_fmt gbrp")]
    [InlineData("blue-first.mkv", "-c:v ffv1 -pix_fmt bgr0")]
    [InlineData("bottom-up.avi", "-c:v rawvideo -pix_fmt bgr24")]
    public void Lossless_files_give_every_byte_the_top_row_first(string name, string encoding)
    {
        using var reader = OverlayVideoReader.Open(Make(name, encoding));

        Assert.Equal((10, new SizePx(Side, Side), new SizePx(Side, Side)), (reader.FrameCount, reader.Size, reader.OriginalSize));
        foreach (int frame in new[] { 9, 0, 4 })
        {
            AssertIs(reader, frame, (x, y) => (25 * frame, 16 * x, 16 * y));
        }
    }

    [SkippableFact]
    public void A_crop_is_counted_from_the_top_left_of_the_original()
    {
        using var reader = OverlayVideoReader.Open(Make("clip.mov", "-c:v png -pix_fmt rgb24"), new VideoReaderOptions { Crop = new CropPx(3, 2, 11, 9) });

        Assert.Equal((new SizePx(11, 9), new SizePx(Side, Side)), (reader.Size, reader.OriginalSize));
        AssertIs(reader, 6, (x, y) => (150, 16 * (x + 3), 16 * (y + 2)));
    }

    [SkippableTheory]
    [InlineData("clip.mov", "-c:v png -pix_fmt rgb24")]
    [InlineData("clip.mkv", "-c:v ffv1 -pix_fmt bgr0")]
    public void Downsampling_averages_what_each_new_pixel_covers_of_the_crop(string name, string encoding)
    {
        // 11×9 by 2: 5 columns of 2.2 and 4 rows of 2.25.
        var options = new VideoReaderOptions { Crop = new CropPx(3, 2, 11, 9), Downsample = 2 };
        using var reader = OverlayVideoReader.Open(Make(name, encoding), options);

        Assert.Equal((new SizePx(5, 4), new CropPx(3, 2, 11, 9)), (reader.Size, reader.Crop));
        AssertIs(reader, 2, (x, y) => (50, Rounded(Mean(x, 11, 5) + 3), Rounded(Mean(y, 9, 4) + 2)));
    }

    [SkippableTheory]
    [InlineData("0,0,17,16")]
    [InlineData("8,8,9,8")]
    [InlineData("0,0,4,4", 5)]
    [InlineData("0,0,16,16", 0)]
    public void What_is_not_in_the_picture_is_refused(string text, int downsample = 1)
    {
        Assert.True(CropPx.TryParse(text, out CropPx crop));
        string path = Make("clip.mov", "-c:v png -pix_fmt rgb24");

        var error = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path, new VideoReaderOptions { Crop = crop, Downsample = downsample }));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.All(new[] { error.What, error.Why, error.How }, Assert.NotEmpty);
    }

    [SkippableFact]
    public void Sizes_are_rounded_down_and_ratios_are_not()
    {
        var average = new BoxAverage(new SizePx(641, 2), new SizePx(320, 1));
        byte[] row = [.. Enumerable.Range(0, 641 * 4).Select(i => (byte)(i / 4 % 2 * 200))];
        byte[] result = new byte[320 * 4];

        average.Begin();
        average.Add(row, result, result.Length);
        average.Add(row, result, result.Length);

        // The first pixel covers column 0, column 1 and 1/320 of column 2; the middle one lies half a pair later: as much of both.
        Assert.Equal(Math.Round(200 / 2.003125), result[0]);
        Assert.All(result, value => Assert.InRange(value, 99, 101));
    }

    private static double Mean(int index, int from, int to)
    {
        (double start, double end) = ((double)index * from / to, (index + 1.0) * from / to);
        return Enumerable.Range(0, from).Sum(i => i * Math.Max(0, Math.Min(end, i + 1) - Math.Max(start, i))) / (end - start);
    }

    private static int Rounded(double step) => (int)((16 * step) + 0.5);

    private static void AssertIs(OverlayVideoReader reader, int index, Func<int, int, (int Red, int Green, int Blue)> color)
    {
        using LocalFrame frame = reader.Read(index);
        for (int y = 0; y < frame.Size.Height; y++)
        {
            for (int x = 0; x < frame.Size.Width; x++)
            {
                ReadOnlySpan<byte> pixel = frame.Pixels.Slice((y * frame.Stride) + (x * 4), 4);
                (int red, int green, int blue) = color(x, y);
                Assert.Equal((red, green, blue, 255, x, y), (pixel[0], pixel[1], pixel[2], pixel[3], x, y));
            }
        }
    }

    private string Make(string name, string encoding)
    {
        byte[] pixels = new byte[10 * Side * Side * 3];
        for (int i = 0; i < pixels.Length / 3; i++)
        {
            (int frame, int y, int x) = (i / (Side * Side), i / Side % Side, i % Side);
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = ((byte)(25 * frame), (byte)(16 * x), (byte)(16 * y));
        }

        File.WriteAllBytes(_folder["raw"], pixels);
        FFmpegTool.Run($"-f rawvideo -pix_fmt rgb24 -s {Side}x{Side} -r 10 -i @0 {encoding} @1", _folder["raw"], _folder[name]);
        return _folder[name];
    }
}
