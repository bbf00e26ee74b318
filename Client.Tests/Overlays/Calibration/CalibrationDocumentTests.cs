using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class CalibrationDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-calibration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_calibration_comes_back_as_it_was_written()
    {
        var calibration = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame, LandmarkKind.Affine);
        var document = new CalibrationDocument(calibration, new FrameReading(new CropPx(10, 20, 301, 200), 3));
        string path = CalibrationDocument.PathBeside(Path.Combine(_folder, "mouse.mp4"));

        document.Write(path);
        CalibrationDocument back = CalibrationDocument.Read(path);

        Assert.EndsWith("mouse.mp4.calibration.json", path, StringComparison.Ordinal);
        Assert.Equal(calibration.Map, back.Calibration.Map);
        Assert.Equal<LandmarkResidual>([.. calibration.Residuals], [.. back.Calibration.Residuals]);
        Assert.Equal((calibration.Frame, "centimeter", CalibrationMethod.Landmarks, LandmarkKind.Affine, true), (back.Calibration.Frame, back.Calibration.Unit, back.Calibration.Method, back.Calibration.Kind, back.Calibration.FlipY));
        Assert.Equal(document.Reading, back.Reading);
        Assert.False(File.Exists(path + ".part"));
    }

    [Fact]
    public void A_file_written_by_hand_needs_transform_and_size_only()
    {
        CalibrationDocument document = Read("""
            {
              // as the field's Python programs keep it
              "transform": [[0.25, 0, 0], [0, -0.25, 120], [0, 0, 1]],
              "frame_size_px": [640, 480],
            }
            """);

        Arena.Near(new(50, 60), document.Calibration.ToWorld(new(200, 240)));
        Arena.Near(new(0, 120), document.Calibration.ToWorld(new(0, 0)));
        Assert.Equal(("centimeter", true, 0.25), (document.Calibration.Unit, document.Calibration.FlipY, document.Calibration.UnitsPerPx));
        Assert.Equal(FrameReading.Whole, document.Reading);
    }

    [Fact]
    public void The_file_has_the_names_that_others_know()
    {
        string path = Path.Combine(_folder, "c.json");
        new CalibrationDocument(VideoCalibration.FromScale(0.25, "cm", Arena.Frame), FrameReading.Whole).Write(path);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));

        Assert.Equal("fathom.calibration/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("[640, 480]", json.RootElement.GetProperty("frame_size_px").GetRawText());
        Assert.Equal(120, json.RootElement.GetProperty("transform")[1][2].GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("transform")[2][2].GetDouble());
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "")]
    [InlineData("{\"frame_size_px\":[640,480]}", "no transform")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0,0,1]]}", "no frame_size_px")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0]],\"frame_size_px\":[640,480]}", "three rows")]
    [InlineData("{\"transform\":[[1,0,0],[0,1],[0,0,1]],\"frame_size_px\":[640,480]}", "list of 3 numbers")]
    [InlineData("{\"transform\":[[1,0,0],[0,\"x\",0],[0,0,1]],\"frame_size_px\":[640,480]}", "no number")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0.1,0,1]],\"frame_size_px\":[640,480]}", "perspective")]
    [InlineData("{\"transform\":[[1,2,0],[2,4,0],[0,0,1]],\"frame_size_px\":[640,480]}", "no inverse")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0,0,1]],\"frame_size_px\":[0,480]}", "at least 1")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0,0,1]],\"frame_size_px\":[640.5,480]}", "whole number")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0,0,1]],\"frame_size_px\":[640,480],\"crop\":[600,0,100,100]}", "not inside")]
    [InlineData("{\"transform\":[[1,0,0],[0,1,0],[0,0,1]],\"frame_size_px\":[640,480],\"downsample\":0}", "from 1")]
    [InlineData("{\"schema\":\"fathom.calibration/2\",\"transform\":[[1,0,0],[0,1,0],[0,0,1]],\"frame_size_px\":[640,480]}", "fathom.calibration/2")]
    public void What_is_wrong_with_a_file_is_said(string text, string why)
    {
        FathomException told = Assert.Throws<FathomException>(() => Read(text));

        Assert.Equal(ExitCode.Usage, told.ExitCode);
        Assert.Contains(why, told.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_says_how_to_make_it() =>
        Assert.Contains("fathom calibrate", Assert.Throws<FathomException>(() => CalibrationDocument.Read(Path.Combine(_folder, "none.json"))).How, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_gigabytes_is_not_read()
    {
        string path = Path.Combine(_folder, "large.json");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(3L << 30);
        }

        Assert.Contains("4 MiB", Assert.Throws<FathomException>(() => CalibrationDocument.Read(path)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calibration_of_other_frames_is_refused()
    {
        var document = new CalibrationDocument(VideoCalibration.FromScale(1, "cm", Arena.Frame), FrameReading.Whole);

        document.CheckFits(Arena.Frame, "a.mp4");
        Assert.Contains("1280x720", Assert.Throws<FathomException>(() => document.CheckFits(new SizePx(1280, 720), "a.mp4")).Why, StringComparison.Ordinal);
    }

    private CalibrationDocument Read(string text)
    {
        string path = Path.Combine(_folder, "hand.json");
        File.WriteAllText(path, text, Encoding.UTF8);
        return CalibrationDocument.Read(path);
    }
}
