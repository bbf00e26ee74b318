using System;
using System.Collections.Generic;
using System.Text.Json;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Reads calibrations from JSON, ours and what other programs and people write: only transform and frame size must be there.</summary>
internal static class CalibrationReader
{
    /// <summary>The unit of files that name none: those of the programs that measure in centimetres only.</summary>
    private const string UnnamedUnit = "centimeter";

    /// <summary>How far the matrix's last row may be from 0, 0, 1.</summary>
    private const double LastRowSlack = 1e-9;

    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <summary>Reads a text; throws a <see cref="FormatException"/> or <see cref="JsonException"/> whose message says what is wrong.</summary>
    public static CalibrationDocument Read(ReadOnlyMemory<byte> text)
    {
        // Editors put a mark in front that JSON does not know.
        text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
        using JsonDocument parsed = JsonDocument.Parse(text, s_options);
        JsonElement root = parsed.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("It is not a JSON object.");
        }

        if (Text(root, "schema") is { } schema && schema != CalibrationDocument.Schema)
        {
            throw new FormatException($"""Its schema is "{schema}", and this program reads "{CalibrationDocument.Schema}".""");
        }

        double[] size = Numbers(Member(root, "frame_size_px"), 2, "frame_size_px");
        var frame = new SizePx(Whole(size[0], "frame_size_px"), Whole(size[1], "frame_size_px"));
        VideoCalibration calibration = VideoCalibration.FromMap(Matrix(Member(root, "transform")), Text(root, "unit") ?? UnnamedUnit, frame, Landmarks(root));
        calibration = calibration with
        {
            Method = CalibrationNames.Method(Text(root, "method")),
            Kind = CalibrationNames.Kind(Text(root, "kind")),
            FlipY = root.TryGetProperty("flip_y", out JsonElement flip) && flip.ValueKind is JsonValueKind.True or JsonValueKind.False ? flip.GetBoolean() : calibration.FlipY,
        };
        var reading = new FrameReading(Crop(root), root.TryGetProperty("downsample", out JsonElement factor) ? Whole(Number(factor, "downsample"), "downsample") : 1);
        reading.Check(frame);
        return new CalibrationDocument(calibration, reading);
    }

    private static Affine2 Matrix(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 3)
        {
            throw new FormatException("transform is not a list of three rows.");
        }

        double[] x = Numbers(element[0], 3, "transform"), y = Numbers(element[1], 3, "transform"), last = Numbers(element[2], 3, "transform");
        return Math.Abs(last[0]) <= LastRowSlack && Math.Abs(last[1]) <= LastRowSlack && Math.Abs(last[2] - 1) <= LastRowSlack
            ? new Affine2(x[0], x[1], x[2], y[0], y[1], y[2])
            : throw new FormatException("The last row of transform is not 0, 0, 1: a map with perspective is not supported.");
    }

    private static List<LandmarkPair> Landmarks(JsonElement root)
    {
        var pairs = new List<LandmarkPair>();
        if (root.TryGetProperty("landmarks", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement landmark in list.EnumerateArray())
            {
                double[] px = Numbers(Member(landmark, "px"), 2, "px"), world = Numbers(Member(landmark, "world"), 2, "world");
                pairs.Add(new LandmarkPair(new(px[0], px[1]), new(world[0], world[1])));
            }
        }

        return pairs;
    }

    private static CropPx? Crop(JsonElement root)
    {
        if (!root.TryGetProperty("crop", out JsonElement element) || element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        double[] crop = Numbers(element, 4, "crop");
        return new CropPx(Whole(crop[0], "crop"), Whole(crop[1], "crop"), Whole(crop[2], "crop"), Whole(crop[3], "crop"));
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) ? member : throw new FormatException($"It has no {name}.");

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static double[] Numbers(JsonElement element, int count, string name)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != count)
        {
            throw new FormatException($"{name} is not a list of {count} numbers.");
        }

        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Number(element[i], name);
        }

        return numbers;
    }

    private static double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw new FormatException($"{name} holds something that is no number.");

    private static int Whole(double number, string name) =>
        number >= 0 && number <= int.MaxValue && number == Math.Floor(number) ? (int)number : throw new FormatException($"{name} holds {number}, which is not a whole number.");
}
