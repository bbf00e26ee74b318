using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Specs;

public sealed class AlignedVideoTests : IDisposable
{
    private static readonly double[] s_times = VideoAlignment.Even(90, 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-aligned-").FullName;
    private readonly SceneFacts _scene = new(2, "millimeter", WorldRect.OfVoxels(160, 120, 10, 10, 5, 5), [.. VideoAlignment.Even(30, 10)]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_calibrated_video_lies_in_the_scenes_unit_and_time()
    {
        AlignedVideo video = AlignedVideo.Of(Spec(VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false), FrameReading.Whole), Arena.Frame, s_times, _scene);

        Arena.Near(new(0, 0), video.Quad.TopLeft);
        Arena.Near(new(1600, 1200), video.Quad.BottomRight);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => 3 * i), video.Alignment!.Indices.ToArray());
        Assert.Empty(video.Warnings);
        Assert.Equal(1, video.Coverage.Fraction);
    }

    [Fact]
    public void The_calibrations_crop_is_used_until_the_user_says_otherwise()
    {
        VideoOverlaySpec spec = Spec(VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false), new FrameReading(new CropPx(40, 20, 401, 301), 2));

        AlignedVideo kept = AlignedVideo.Of(spec, Arena.Frame, s_times, _scene);
        AlignedVideo own = AlignedVideo.Of(spec with { Crop = new CropPx(0, 0, 100, 100), Downsample = 1 }, Arena.Frame, s_times, _scene);

        Assert.Equal(new SizePx(200, 150), kept.Reading.OutputSize(Arena.Frame));
        Arena.Near(new(100, 50), kept.Map.ToWorld(new(0, 0)));
        Arena.Near(new(441 * 2.5, 321 * 2.5), kept.Map.ToWorld(new(200, 150)));
        Assert.Equal(kept.Reading, AlignedVideo.ReadingOf(spec));
        Arena.Near(new(250, 250), own.Map.ToWorld(new(100, 100)));
        Assert.Contains(own.Warnings, warning => warning.Contains("of the scene", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_calibration_what_is_read_fills_the_scene(bool yUp)
    {
        var spec = new VideoOverlaySpec { Id = "cam", Path = Path.Combine(_folder, "mouse.mp4"), Crop = new CropPx(40, 20, 400, 300), Downsample = 2 };

        AlignedVideo video = AlignedVideo.Of(spec, Arena.Frame, s_times, _scene with { YUp = yUp });

        Assert.Equal(_scene.Bounds.MinX, video.Quad.TopLeft.X, 9);
        Assert.Equal(yUp ? _scene.Bounds.MaxY : _scene.Bounds.MinY, video.Quad.TopLeft.Y, 9);
        Assert.Equal(_scene.Bounds.MaxX, video.Quad.BottomRight.X, 9);
        Assert.Equal(yUp ? _scene.Bounds.MinY : _scene.Bounds.MaxY, video.Quad.BottomRight.Y, 9);
        Assert.Equal(1, video.Coverage.Fraction);
        Assert.Contains("no calibration", Assert.Single(video.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scene_without_units_falls_back_and_says_so_once()
    {
        AlignedVideo video = AlignedVideo.Of(Spec(VideoCalibration.FromScale(0.25, "cm", Arena.Frame), FrameReading.Whole), Arena.Frame, s_times, _scene with { Unit = "" });

        Assert.False(video.Calibration.IsCalibrated);
        Assert.Single(video.Warnings, warning => warning.Contains("fallback", StringComparison.Ordinal));
        Assert.Equal(_scene.Bounds, video.Quad.Bounds);
    }

    [Fact]
    public void A_scene_without_times_keeps_the_frame_that_is_chosen()
    {
        AlignedVideo video = AlignedVideo.Of(Spec(VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false), FrameReading.Whole), Arena.Frame, s_times, _scene with { FrameTimes = [] });

        Assert.Null(video.Alignment);
        Assert.Contains("does not move", Assert.Single(video.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "One axis")]
    [InlineData(3, "3 axes")]
    public void Only_planes_take_a_video(int axes, string why) => Assert.Contains(
        why, Assert.Throws<FathomException>(() => AlignedVideo.Of(new VideoOverlaySpec { Id = "a", Path = "a" }, Arena.Frame, s_times, _scene with { DisplayedAxes = axes })).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    public void A_scene_says_how_far_it_reaches(double right) => Assert.Contains(
        "how far", Assert.Throws<FathomException>(() => AlignedVideo.Of(new VideoOverlaySpec { Id = "a", Path = "a" }, Arena.Frame, s_times, _scene with { Bounds = new(0, 0, right, 1) })).Why, StringComparison.Ordinal);

    [SkippableFact]
    public async Task Readers_of_several_workers_agree_with_the_table_and_with_the_map()
    {
        MediaFact.SkipWithoutFormats();
        var spec = new VideoOverlaySpec
        {
            Id = "cam",
            Path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "mouse.mp4"),
            CalibrationPath = Spec(VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false), new FrameReading(new CropPx(41, 21, 401, 301), 2)).CalibrationPath,
        };
        FrameReading reading = AlignedVideo.ReadingOf(spec);
        var options = new VideoReaderOptions { Crop = reading.Crop, Downsample = reading.Downsample };
        using OverlayVideoReader first = OverlayVideoReader.Open(spec.Path, options);

        AlignedVideo video = AlignedVideo.Of(spec, first.OriginalSize, first.Timestamps.Span, _scene);
        byte[][][] read = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using OverlayVideoReader own = OverlayVideoReader.Open(spec.Path, options);
            return video.Alignment!.Indices.Where((_, i) => i % 10 == 0).Select(index =>
            {
                using LocalFrame frame = own.Read(index);
                return frame.Pixels.ToArray();
            }).ToArray();
        })));

        Assert.Equal((reading.OutputSize(Arena.Frame), Arena.Frame), (first.Size, first.OriginalSize));
        Assert.Equal((double)first.Crop.Width / first.Size.Width * 2.5, video.Map.ScaleX, 9);
        Assert.Equal(30, video.Alignment!.Indices.Length);
        Assert.All(read, frames => Assert.Equal(read[0], frames));
        Assert.NotEqual(read[0][0], read[0][2]);
    }

    private VideoOverlaySpec Spec(VideoCalibration calibration, FrameReading reading)
    {
        string path = Path.Combine(_folder, "calibration.json");
        new CalibrationDocument(calibration, reading).Write(path);
        return new VideoOverlaySpec { Id = "cam", Path = Path.Combine(_folder, "mouse.mp4"), CalibrationPath = path };
    }
}
