using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Decode.Media;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Plans;

/// <summary>Everything that decides on the bytes of an export, and nothing else: equal plans give equal files, whoever works on them, however many, whenever.</summary>
internal sealed record ExportPlan
{
    /// <summary>Counts up when the same plan gives other pictures or another order of bytes, so that parts of both are never joined.</summary>
    private const int Form = 1;

    /// <summary>What the server draws.</summary>
    public required ViewRecipe Recipe { get; init; }

    /// <summary>The axis that is moved along.</summary>
    public required ExportAxis Axis { get; init; }

    /// <summary>Which of its indices.</summary>
    public required FrameRange Frames { get; init; }

    /// <summary>Columns and rows.</summary>
    public required SizePx Size { get; init; }

    /// <summary>Where it is written, and as what.</summary>
    public required ExportTarget Target { get; init; }

    /// <summary>Pictures a second.</summary>
    public MovieRate Rate { get; init; } = new(20);

    /// <summary>How much H.264 may lose.</summary>
    public double Crf { get; init; } = 18;

    /// <summary>By what the data are known again: names and sizes of axes, names of layers.</summary>
    public MapValue Data { get; init; } = MapValue.Empty;

    /// <summary>How the frames are divided.</summary>
    public required PartTable Parts { get; init; }

    /// <summary>What lies over the pictures, the lowest first.</summary>
    public ImmutableArray<OverlaySpec> Overlays { get; init; } = [];

    /// <summary>By what the files of the overlays are known again.</summary>
    public ImmutableArray<MapValue> Files { get; init; } = [];

    /// <summary>What is written on the pictures, as a value.</summary>
    public MapValue Annotations { get; init; } = MapValue.Empty;

    /// <summary>What encodes, with its version: another one gives other bytes.</summary>
    public string Encoder { get; init; } = "";

    /// <summary>The step that a frame shows.</summary>
    public ImmutableArray<int> StepOf(int frame) => Recipe.Step.SetItem(Axis.Index, Frames.IndexOf(frame));

    /// <summary>How the movie is encoded; for <see cref="ExportTarget.IsMovie"/>.</summary>
    public MovieSettings Movie => new() { Width = Size.Width, Height = Size.Height, Rate = Rate, Crf = Crf };

    /// <summary>All of it as one value, by which a broken-off export knows whether it may go on.</summary>
    public MapValue ToMap()
    {
        // The place along the axis itself is the frames' business: a server that stands elsewhere now gives the same movie.
        ViewRecipe recipe = Recipe with { Step = Recipe.Step.SetItem(Axis.Index, Frames.First) };
        MapValue map = MapValue.Of(
            ("form", Form),
            ("program", ProductVersion.Text),
            ("encoder", Encoder),
            ("output", Target.Kind),
            ("axis", Axis.Name),
            ("axis_index", Axis.Index),
            ("frames", Frames.ToString()),
            ("size", Size.ToString()),
            ("part_frames", Parts.Size),
            ("data", Data));
        map = Target.IsMovie ? map.With("fps", Rate.ToString()).With("crf", Crf) : map;
        map = map.With("step", ListValue.Of<int>(recipe.Step.AsSpan(), static index => (StateValue)index)).With("view", recipe.View);
        map = Overlays.IsEmpty ? map : map.With(OverlaySpecValues.Key, OverlaySpecValues.Of(Overlays)).With("files", new ListValue([.. Files.Select(static file => (StateValue)file)]));
        return Annotations.Entries.IsEmpty ? map : map.With("annotations", Annotations);
    }

    /// <summary>The files on which the overlays depend: videos, tables, calibrations.</summary>
    public static ImmutableArray<string> FilesOf(IEnumerable<OverlaySpec> overlays) =>
        [.. overlays.SelectMany(static spec => (string[])[spec.Path, spec.CalibrationPath ?? Beside(spec.Path)]).Where(static path => path.Length > 0).Distinct()];

    private static string Beside(string video) => CalibrationDocument.PathBeside(video) is var path && File.Exists(path) ? path : "";
}
