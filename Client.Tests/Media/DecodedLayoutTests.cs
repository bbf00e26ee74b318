using System;
using System.IO;
using Fathom.Decode;
using Fathom.Decode.Media;
using Xunit;

namespace Fathom.Client.Tests.Media;

/// <summary>What the lease says about planes, sizes, rows and colours, and every sample in them, against FFmpeg's own program.</summary>
public sealed class DecodedLayoutTests : IDisposable
{
    private const int Frames = 3;

    private readonly ClipFolder _clips = new();
    private readonly LeaseLedger _ledger = new();

    public void Dispose() => _clips.Dispose();

    [SkippableTheory]
    [InlineData("322x182", "yuv420p", "-c:v libx264 -preset ultrafast", "a.h264", PixelLayout.Yuv420P)]
    [InlineData("322x182", "yuv420p10le", "-c:v libx264 -preset ultrafast", "a.mkv", PixelLayout.Yuv420P10)]
    [InlineData("323x181", "yuv444p", "-c:v libx264 -preset ultrafast", "a.mp4", PixelLayout.Yuv444P)]
    [InlineData("322x182", "yuv422p", "-c:v libx264 -preset ultrafast", "a.mkv", PixelLayout.Yuv422P)]
    [InlineData("321x181", "gray", "-c:v rawvideo", "a.nut", PixelLayout.Gray)]
    [InlineData("322x182", "yuv420p", "-c:v libx265 -preset ultrafast -x265-params log-level=none", "a.hevc", PixelLayout.Yuv420P)]
    [InlineData("322x182", "yuv420p10le", "-c:v libx265 -preset ultrafast -x265-params log-level=none", "a.mp4", PixelLayout.Yuv420P10)]
    [InlineData("322x182", "yuv444p", "-c:v libx265 -preset ultrafast -x265-params log-level=none", "a.mkv", PixelLayout.Yuv444P)]
    [InlineData("321x181", "yuv420p", "-c:v libaom-av1 -usage realtime -cpu-used 8", "a.ivf", PixelLayout.Yuv420P)]
    [InlineData("321x181", "yuv420p10le", "-c:v libaom-av1 -usage realtime -cpu-used 8", "a.mkv", PixelLayout.Yuv420P10)]
    [InlineData("321x181", "yuvj422p", "-c:v mjpeg", "a.mkv", PixelLayout.Yuv422P)]
    [InlineData("321x181", "gbrp", "-c:v libvpx-vp9 -lossless 1 -deadline realtime -cpu-used 8", "a.webm", PixelLayout.Gbrp)]
    [InlineData("322x182", "nv12", "-c:v rawvideo", "a.nut", PixelLayout.Nv12)]
    [InlineData("321x181", "nv12", "-c:v rawvideo", "a.nut", PixelLayout.Nv12)]
    [InlineData("321x181", "rgba", "-c:v rawvideo", "a.nut", PixelLayout.Rgba)]
    [InlineData("321x181", "rgb24", "-c:v rawvideo", "a.nut", PixelLayout.Rgb24)]
    public void Every_sample_of_every_plane_is_right(string size, string format, string encoder, string name, PixelLayout layout)
    {
        MediaFact.SkipWithoutFormats();
        string clip = _clips.File(name);
        FFmpegTool.Run($"-f lavfi -i testsrc2=size=160x90:rate=25 -frames:v {Frames} -vf scale={size.Replace('x', ':')} -pix_fmt {format} {encoder} @0", clip);

        AssertSameSamples(clip, format, layout, int.Parse(size.Split('x')[0], null), int.Parse(size.Split('x')[1], null));
    }

    [SkippableTheory]
    [InlineData("libx264", "h264_metadata", "a.h264")]
    [InlineData("libx265 -x265-params log-level=none", "hevc_metadata", "a.hevc")]
    public void What_the_parameter_sets_crop_is_cut_off_on_all_sides_to_the_sample(string encoder, string filter, string name)
    {
        MediaFact.SkipWithoutFormats();
        string whole = _clips.File("whole-" + name), cropped = _clips.File(name);
        FFmpegTool.Run($"-f lavfi -i testsrc2=size=320x192:rate=25 -frames:v {Frames} -pix_fmt yuv420p -c:v {encoder} -preset ultrafast @0", whole);
        FFmpegTool.Run($"-i @0 -c copy -bsf:v {filter}=crop_left=6:crop_right=10:crop_top=4:crop_bottom=18 @1", whole, cropped);

        AssertSameSamples(cropped, "yuv420p", PixelLayout.Yuv420P, 320 - 16, 192 - 22);
    }

    [SkippableTheory]
    [InlineData("bt709", "tv", "left", ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left)]
    [InlineData("bt2020nc", "pc", "topleft", ColorMatrix.Bt2020, ColorRange.Full, ChromaSiting.TopLeft)]
    [InlineData("smpte170m", "tv", "center", ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Center)]
    public void Matrix_range_and_siting_are_what_the_stream_says(
        string matrix, string range, string siting, ColorMatrix expectedMatrix, ColorRange expectedRange, ChromaSiting expectedSiting)
    {
        MediaFact.SkipWithoutFormats();
        string clip = _clips.File("colors.h264");
        string location = siting switch { "left" => "0", "center" => "1", _ => "2" };
        FFmpegTool.Run(
            $"-f lavfi -i testsrc2=size=64x64 -frames:v 1 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -colorspace {matrix} -color_range {range} -bsf:v h264_metadata=chroma_sample_loc_type={location} @0", clip);
        using VideoFileDecoder decoder = Open(clip);

        Assert.True(decoder.TryRead(out FrameLease lease));

        Assert.Equal(new ColorDescription(expectedMatrix, expectedRange, expectedSiting), lease.Info.Color);
        lease.Release(LeaseRole.Decoder);
    }

    /// <summary>No container carries P010; its planes come from hardware decoders only, so what is said about them is all there is to check here.</summary>
    [Theory]
    [InlineData(0, 642, 181)]
    [InlineData(1, 644, 91)]
    public void Planes_of_P010_have_two_bytes_a_sample_and_both_chroma_samples_side_by_side(int plane, int rowBytes, int rows)
    {
        Assert.Equal((2, 10), (PixelLayout.P010.PlaneCount(), PixelLayout.P010.BitDepth()));
        Assert.Equal((rowBytes, rows), (PixelLayout.P010.RowBytesOf(plane, 321), PixelLayout.P010.RowsOf(plane, 181)));
    }

    private void AssertSameSamples(string clip, string format, PixelLayout layout, int width, int height)
    {
        string raw = _clips.File("reference.raw");

        // Without this flag FFmpeg crops on the left to whole vectors only.
        FFmpegTool.Run($"-flags unaligned -i @0 -f rawvideo -pix_fmt {format} @1", clip, raw);
        using FileStream reference = File.OpenRead(raw);
        using VideoFileDecoder decoder = Open(clip);
        int frames = 0;
        for (; decoder.TryRead(out FrameLease lease); frames++)
        {
            Assert.Equal((layout, width, height), (lease.Info.Layout, lease.Info.Width, lease.Info.Height));
            Assert.Equal(layout.PlaneCount(), lease.PlaneCount);
            for (int i = 0; i < lease.PlaneCount; i++)
            {
                AssertSamePlane(reference, lease.GetPlane(i), layout, i, width, height);
            }

            lease.Release(LeaseRole.Decoder);
        }

        Assert.Equal(Frames, frames);
        Assert.Equal(0, decoder.Errors);
        Assert.Equal(reference.Length, reference.Position);
    }

    private static void AssertSamePlane(FileStream reference, PlaneView plane, PixelLayout layout, int index, int width, int height)
    {
        Assert.Equal((layout.RowBytesOf(index, width), layout.RowsOf(index, height)), (plane.RowBytes, plane.Rows));
        Assert.True(Math.Abs(plane.Stride) >= plane.RowBytes);
        byte[] row = new byte[plane.RowBytes];
        for (int y = 0; y < plane.Rows; y++)
        {
            reference.ReadExactly(row);
            Assert.True(plane.Row(y).SequenceEqual(row), $"plane {index}, row {y} differs");
        }
    }

    private VideoFileDecoder Open(string path) => VideoFileDecoder.Open(path, new DecoderOptions { Codec = default, Ledger = _ledger });
}
