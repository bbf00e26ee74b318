using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-calibrate-").FullName;
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [SkippableFact]
    public void The_frame_comes_from_the_file_and_the_calibration_lies_beside_it()
    {
        MediaFact.SkipWithoutFormats();
        string video = Path.Combine(_folder, "mouse.mp4");
        File.Copy(Fixture("mouse.mp4"), video);

        Run(video, "--scale-bar", "100,200:300,200=50cm");

        CalibrationDocument document = CalibrationDocument.Read(video + ".calibration.json");
        Assert.Equal(new SizePx(640, 480), document.Calibration.Frame);
        Arena.Near(new(50, 60), document.Calibration.ToWorld(new(200, 240)));
        Assert.Contains("0.25 cm per pixel", Said(), StringComparison.Ordinal);
        Assert.Contains("by a scale bar; y points up", Said(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_size_that_is_not_the_files_is_refused()
    {
        MediaFact.SkipWithoutFormats();

        Assert.Contains("640x480", Refused(Fixture("mouse.mp4"), "--frame-size", "320x240", "--scale", "1cm").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Landmarks_of_a_table_give_residuals_and_a_figure_for_programs()
    {
        string path = Path.Combine(_folder, "out.json");

        Run("--frame-size", "640x480", "--landmarks", Fixture("corners.csv"), "-o", path, "--json");

        using JsonDocument json = JsonDocument.Parse(_output.ToArray());
        Assert.Equal("fathom.calibrate/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(3.94, json.RootElement.GetProperty("rms").GetDouble(), 2);
        Assert.Equal(4, json.RootElement.GetProperty("landmarks").GetArrayLength());
        Assert.Equal("similarity", json.RootElement.GetProperty("kind").GetString());
        Assert.Single(json.RootElement.GetProperty("warnings").EnumerateArray());
        Assert.Contains("missed by", _error.ToString(), StringComparison.Ordinal);
        Arena.Near(new(-2.266055, 76.779817), CalibrationDocument.Read(path).Calibration.ToWorld(new(50, 50)), 1e-6);
    }

    [Fact]
    public void Landmarks_can_be_typed_and_are_listed()
    {
        Run("--frame-size", "640x480", "--landmarks", "50,50=0,80; 590,50=100,80; 590,430=100,0; 50,430=0,0", "--unit", "cm", "--kind", "affine");

        Assert.Contains("4 landmarks (affine, least squares)", Said(), StringComparison.Ordinal);
        Assert.Contains("590, 430", Said(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Crop_and_downsampling_are_composed_and_kept()
    {
        string path = Path.Combine(_folder, "out.json");

        Run("--frame-size", "641x481", "--scale", "0.25cm", "--no-flip", "--downsample", "2", "--crop", "1,1,639,479", "-o", path, "--json");

        using JsonDocument json = JsonDocument.Parse(_output.ToArray());
        JsonElement effective = json.RootElement.GetProperty("effective_transform");
        Assert.Equal(0.25 * 639 / 319, effective[0][0].GetDouble(), 12);
        Assert.Equal(0.25, effective[0][2].GetDouble(), 12);
        Assert.Equal(new FrameReading(new CropPx(1, 1, 639, 479), 2), CalibrationDocument.Read(path).Reading);
    }

    [Fact]
    public void A_scale_lies_where_its_origin_says()
    {
        string path = Path.Combine(_folder, "out.json");

        Run("--frame-size", "640x480", "--scale", "0.25cm", "--no-flip", "--origin", "320,240=1000,-5", "-o", path);

        VideoCalibration read = CalibrationDocument.Read(path).Calibration;
        Arena.Near(new(1000, -5), read.ToWorld(new(320, 240)));
        Assert.Equal((0.25, CalibrationMethod.Scale), (read.UnitsPerPx, read.Method));
    }

    [Theory]
    [InlineData("50,50=0,0;590,50=100,0;590,430=100,80;50,430=0,80", "mirrored")]
    [InlineData("0,0=0,0;10,0=1,0;20,0=2,5", "ill-conditioned")]
    [InlineData("50,50=100,80;590,50=0,80;590,430=100,0;50,430=0,0", "do not fit each other")]
    [InlineData("50,50=0,80;590,50;590,430=100,0", "pixels and places come in pairs")]
    [InlineData("50,50=0,80;590,50=100,80", "At least 3")]
    [InlineData("50,50=0,80;590,50=100,80;9000,1=1,1", "outside the frame")]
    public void Landmarks_that_would_put_the_video_elsewhere_are_refused(string landmarks, string why)
    {
        FathomException told = Refused("--frame-size", "640x480", "--unit", "cm", "--landmarks", landmarks);

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains(why, told.Why, StringComparison.Ordinal);
        Assert.NotEmpty(told.How);
    }

    [Fact]
    public void Pixels_without_a_place_in_a_table_are_named_with_their_line()
    {
        string path = Path.Combine(_folder, "few.csv");
        File.WriteAllText(path, "px,py,x,y\n50,50,0,80\n590,50,100\n", Encoding.UTF8);

        Assert.Contains("Line 3 has no y", Refused("--frame-size", "640x480", "--unit", "cm", "--landmarks", path).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--scale-bar")]
    [InlineData("--scale 1cm --scale-bar 0,0:1,1=1cm", "--landmarks")]
    [InlineData("--scale 1", "--unit")]
    [InlineData("--scale 1furlong", "0.25cm")]
    [InlineData("--scale 1cm --unit mm", "Leave one")]
    [InlineData("--scale 1 --unit furlong", "--unit cm")]
    [InlineData("--scale -1cm", "side")]
    [InlineData("--scale-bar 0,0:1,1", "100,200:300,200=50cm")]
    [InlineData("--scale-bar 0,0=1cm", "100,200:300,200=50cm")]
    [InlineData("--scale 1cm --crop 600,0,100,100", "whole frame")]
    [InlineData("--scale 1cm --crop 600", "100,50,400,300")]
    [InlineData("--landmarks nowhere.csv --unit cm", "CSV")]
    [InlineData("--scale 1cm --origin 0,0", "320,240=12.5,40")]
    [InlineData("--scale 1cm --origin 0,0=1,NaN", "320,240=12.5,40")]
    [InlineData("--landmarks 0,0=0,0;9,0=9,0;0,9=0,9 --unit cm --no-flip --origin 0,0=1,1", "--origin")]
    public void A_mistake_is_answered_with_the_way_to_write_it(string arguments, string how)
    {
        FathomException told = Refused(["--frame-size", "640x480", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains(how, told.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_the_size_must_be_given() => Assert.Contains("--frame-size", Refused("--scale", "1cm").How, StringComparison.Ordinal);

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", name);

    private string Said() => Encoding.UTF8.GetString(_output.ToArray());

    private FathomException Refused(params string[] arguments) => Assert.Throws<FathomException>(() => Run(arguments));

    private void Run(params string[] arguments) => Assert.Equal(ExitCode.Ok, new CommandTable().Run(
        ["calibrate", .. arguments], new CommandContext(_output, _error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None)));
}
