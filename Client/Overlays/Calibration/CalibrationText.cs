using System;
using System.Globalization;
using System.Text;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>A calibration as a page for people.</summary>
internal static class CalibrationText
{
    /// <summary>The page.</summary>
    public static string Of(string name, CalibrationDocument document)
    {
        VideoCalibration calibration = document.Calibration;
        string unit = WorldUnits.Sign(calibration.Unit);
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"{name}, {calibration.Frame}, by {Method(calibration)}; y points {(calibration.FlipY ? "up" : "down")} in the world");
        Row(page, "scale", $"{Number(calibration.UnitsPerPx)} {unit} per pixel");
        Row(page, "corner at 0,0", $"{calibration.ToWorld(new(0, 0))} {unit}");
        Row(page, "corner at " + calibration.Frame.ToString().Replace('x', ','), $"{calibration.ToWorld(new(calibration.Frame.Width, calibration.Frame.Height))} {unit}");
        Matrix(page, "transform", calibration.Map);
        if (document.Reading != FrameReading.Whole)
        {
            SizePx output = document.Reading.OutputSize(calibration.Frame);
            Row(page, "read as", $"{document.Reading.CropIn(calibration.Frame)} of the frame, {output}");
            Matrix(page, "for these pixels", calibration.Effective(document.Reading));
        }

        if (!calibration.Residuals.IsEmpty)
        {
            Row(page, "missed by", $"{Number(calibration.Rms)} {unit} RMS ({calibration.Rms / calibration.UnitsPerPx:0.0} pixels)");
            Landmarks(page, calibration, unit);
        }

        return page.ToString();
    }

    private static void Landmarks(StringBuilder page, VideoCalibration calibration, string unit)
    {
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"  {"landmark",8}  {"pixel",18}  {"place in " + unit,22}  {"comes out at",22}  {"off by",10}");
        for (int i = 0; i < calibration.Residuals.Length; i++)
        {
            LandmarkResidual residual = calibration.Residuals[i];
            string pixel = string.Create(CultureInfo.InvariantCulture, $"{residual.Pair.Pixel.X:0.##}, {residual.Pair.Pixel.Y:0.##}");
            page.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1,8}  {pixel,18}  {residual.Pair.World,22}  {residual.Fitted,22}  {Number(residual.Distance),10}");
        }
    }

    private static void Matrix(StringBuilder page, string title, in Affine2 map)
    {
        Row(page, title, string.Create(CultureInfo.InvariantCulture, $"[ {Number(map.Xx),12} {Number(map.Xy),12} {Number(map.X0),12} ]"));
        Row(page, "", string.Create(CultureInfo.InvariantCulture, $"[ {Number(map.Yx),12} {Number(map.Yy),12} {Number(map.Y0),12} ]"));
        Row(page, "", string.Create(CultureInfo.InvariantCulture, $"[ {"0",12} {"0",12} {"1",12} ]"));
    }

    private static string Method(VideoCalibration calibration) => calibration.Method switch
    {
        CalibrationMethod.ScaleBar => "a scale bar",
        CalibrationMethod.Landmarks => string.Create(CultureInfo.InvariantCulture, $"{calibration.Residuals.Length} landmarks ({CalibrationNames.Of(calibration.Kind ?? LandmarkKind.Similarity)}, least squares)"),
        CalibrationMethod.Scale => "the size of a pixel",
        CalibrationMethod.Stretched => "stretching it over the scene",
        _ => "a given transform",
    };

    private static string Number(double value) => value != 0 && Math.Abs(value) is < 1e-4 or >= 1e7
        ? value.ToString("0.#####E+0", CultureInfo.InvariantCulture)
        : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder page, string title, string text) => page.AppendLine(CultureInfo.InvariantCulture, $"  {title,-18} {text}");
}
