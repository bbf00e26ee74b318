using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Timing;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Overlays.Specs;

/// <summary>Overlays in the words of the session file, and back.</summary>
internal static class OverlaySpecValues
{
    /// <summary>The member of the session file.</summary>
    public const string Key = "overlays";

    /// <summary>The list, lowest first.</summary>
    public static ListValue Of(IEnumerable<OverlaySpec> specs) => new([.. specs.Select(static spec => (StateValue)Of(spec))]);

    /// <summary>Reads the list; nothing for null. Throws what the user is told about a member that cannot be.</summary>
    public static ImmutableArray<OverlaySpec> Read(StateValue? value)
    {
        if (value is null or NullValue)
        {
            return [];
        }

        ImmutableArray<OverlaySpec> specs = value is ListValue list ? [.. list.Items.Select(ReadOne)] : throw Refused("It is no list.");
        return specs.Select(static spec => spec.Id).Distinct().Count() == specs.Length ? specs : throw Refused("Two of them have the same 'id'.");
    }

    /// <summary>One overlay; what stands at its usual value is left out.</summary>
    public static MapValue Of(OverlaySpec spec)
    {
        MapValue value = MapValue.Of(("id", spec.Id), ("kind", spec is VideoOverlaySpec ? "video" : "tracks"), ("path", spec.Path));
        value = spec.CalibrationPath is { } calibration ? value.With("calibration", calibration) : value;
        value = spec.Visible ? value : value.With("visible", false);
        value = value.With("alpha", spec.Alpha).With("order", spec.Order == OverlayOrder.Above ? "above" : "below");
        value = spec.Clock == TimeLine.Same ? value : value.With("offset", spec.Clock.Offset).With("rate", spec.Clock.Rate);
        switch (spec)
        {
            case VideoOverlaySpec video:
                value = video.Crop is { } crop ? value.With("crop", new[] { crop.X, crop.Y, crop.Width, crop.Height }) : value;
                value = video.Downsample is { } downsample ? value.With("downsample", downsample) : value;
                return video.FrameRate is { } rate ? value.With("fps", rate) : value;
            case TracksOverlaySpec tracks:
                value = tracks.Of is { } of ? value.With("of", of) : value;
                return value.With("trail", tracks.TrailFrames);
            default:
                return value;
        }
    }

    private static OverlaySpec ReadOne(StateValue value)
    {
        MapValue map = value as MapValue ?? throw Refused("One of them is no object.");
        string id = map["id"]?.AsText() ?? throw Refused("One of them has no 'id'.");
        string path = map["path"]?.AsText() ?? throw Refused($"'{id}' has no 'path'.");
        double alpha = Number(map, "alpha", OverlaySpec.UsualAlpha);
        var clock = new TimeLine(Number(map, "offset", 0), Number(map, "rate", 1));
        OverlayOrder order = map["order"]?.AsText() switch
        {
            null or "above" => OverlayOrder.Above,
            "below" => OverlayOrder.Below,
            var other => throw Refused($"The 'order' of '{id}' is '{other}', and it can be 'above' or 'below'."),
        };
        bool visible = map["visible"]?.AsBool() ?? true;
        string? calibration = map["calibration"]?.AsText();
        return map["kind"]?.AsText() switch
        {
            "video" => new VideoOverlaySpec
            {
                Id = id,
                Path = path,
                CalibrationPath = calibration,
                Visible = visible,
                Alpha = alpha,
                Order = order,
                Clock = clock,
                Crop = Crop(map, id),
                Downsample = map["downsample"] is null ? null : Whole(map, "downsample", 1),
                FrameRate = map["fps"] is null ? null : Number(map, "fps", 0),
            }.Checked(),
            "tracks" => new TracksOverlaySpec
            {
                Id = id,
                Path = path,
                CalibrationPath = calibration,
                Visible = visible,
                Alpha = alpha,
                Order = order,
                Clock = clock,
                Of = map["of"]?.AsText(),
                TrailFrames = Whole(map, "trail", TracksOverlaySpec.UsualTrail),
            }.Checked(),
            var other => throw Refused($"The 'kind' of '{id}' is '{other}', and it can be 'video' or 'tracks'."),
        };
    }

    private static CropPx? Crop(MapValue map, string id)
    {
        if (map["crop"] is not { } value || value is NullValue)
        {
            return null;
        }

        return value.TryGetDoubles(out ImmutableArray<double> crop) && crop.Length == 4 && crop.All(static number => number >= 0 && number <= int.MaxValue && number == (int)number)
            ? new CropPx((int)crop[0], (int)crop[1], (int)crop[2], (int)crop[3])
            : throw Refused($"The 'crop' of '{id}' is not a list of four whole numbers.");
    }

    private static double Number(MapValue map, string name, double usual) =>
        map[name] is not { } value ? usual : value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Refused($"One of them has a '{name}' that is no number.");

    private static int Whole(MapValue map, string name, int usual) => Number(map, name, usual) is var number && number >= int.MinValue && number <= int.MaxValue && number == (int)number
        ? (int)number
        : throw Refused($"One of them has a '{name}' that is no whole number.");

    private static FathomException Refused(string why) => new(
        ExitCode.Usage, "Cannot read the overlays of the session.", why, """Each is an object with "id", "kind" ("video" or "tracks") and "path"; see docs/overlays.md.""");
}
