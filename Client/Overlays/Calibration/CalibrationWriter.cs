using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Writes calibrations as JSON.</summary>
internal static class CalibrationWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    public static void Write(Stream output, CalibrationDocument document)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("schema", CalibrationDocument.Schema);
            Members(json, document);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes the members of a document into an object that is open.</summary>
    public static void Members(Utf8JsonWriter json, CalibrationDocument document)
    {
        VideoCalibration calibration = document.Calibration;
        json.WritePropertyName("transform");
        Matrix(json, calibration.Map);
        json.WritePropertyName("frame_size_px");
        Numbers(json, calibration.Frame.Width, calibration.Frame.Height);
        json.WriteString("unit", calibration.Unit);
        json.WriteNumber("units_per_px", calibration.UnitsPerPx);
        json.WriteString("method", CalibrationNames.Of(calibration.Method));
        if (calibration.Kind is { } kind)
        {
            json.WriteString("kind", CalibrationNames.Of(kind));
        }

        json.WriteBoolean("flip_y", calibration.FlipY);
        if (document.Reading.Crop is { } crop)
        {
            json.WritePropertyName("crop");
            Numbers(json, crop.X, crop.Y, crop.Width, crop.Height);
        }

        if (document.Reading.Downsample != 1)
        {
            json.WriteNumber("downsample", document.Reading.Downsample);
        }

        if (!calibration.Residuals.IsEmpty)
        {
            json.WriteNumber("rms", calibration.Rms);
            json.WriteStartArray("landmarks");
            foreach (LandmarkResidual residual in calibration.Residuals)
            {
                Landmark(json, residual);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>Writes a map as a matrix of three rows.</summary>
    public static void Matrix(Utf8JsonWriter json, in Affine2 map)
    {
        json.WriteStartArray();
        Numbers(json, map.Xx, map.Xy, map.X0);
        Numbers(json, map.Yx, map.Yy, map.Y0);
        Numbers(json, 0, 0, 1);
        json.WriteEndArray();
    }

    private static void Landmark(Utf8JsonWriter json, in LandmarkResidual residual)
    {
        json.WriteStartObject();
        json.WritePropertyName("px");
        Numbers(json, residual.Pair.Pixel.X, residual.Pair.Pixel.Y);
        json.WritePropertyName("world");
        Numbers(json, residual.Pair.World.X, residual.Pair.World.Y);
        json.WriteNumber("residual", residual.Distance);
        json.WriteEndObject();
    }

    /// <summary>Numbers in one line, for a matrix is read by people too.</summary>
    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<double> numbers)
    {
        var text = new StringBuilder("[");
        foreach (double number in numbers)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(number.ToString("R", CultureInfo.InvariantCulture));
        }

        json.WriteRawValue(text.Append(']').ToString());
    }
}
