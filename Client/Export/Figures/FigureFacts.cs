using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>What a picture shows and how it came to be, as one value: for the texts of its file, for reports and for pages.</summary>
/// <remarks>No clock, no local folder, no token: the same picture says the same, whoever made it.</remarks>
internal static class FigureFacts
{
    /// <summary>Everything about one picture.</summary>
    /// <param name="plan">What was drawn.</param>
    /// <param name="view">What the server said that it shows.</param>
    /// <param name="facts">Its axes and layers.</param>
    /// <param name="overlays">What lies over it, with the frames that it shows.</param>
    /// <param name="server">The server, without what is secret in its address.</param>
    public static MapValue Of(StillPlan plan, in FrameView view, AnnotationFacts facts, IEnumerable<PlacedOverlay> overlays, string server)
    {
        MapValue recipe = plan.Recipe.View;
        MapValue map = MapValue.Of(("software", "Fathom " + ProductVersion.Text), ("server", server));
        map = recipe["dataset"] is { } dataset ? map.With("dataset", dataset) : map;
        int sceneFrame = SceneFrame(view, facts);
        map = map
            .With("size_px", plan.Size.ToString())
            .With("ndisplay", view.DisplayedCount)
            .With("dims", Dims(view, facts))
            .With("order", recipe["order"] ?? StateValue.Null)
            .With("camera", recipe["camera"] ?? StateValue.Null)
            .With("slab", recipe["slab"] ?? StateValue.Null)
            .With("level", view.Level)
            .With("quality", view.Quality.ToString().ToLowerInvariant())
            .With("world_to_pixel", Matrix(view.WorldToPixel))
            .With("layers", recipe["layers"] ?? new ListValue([.. facts.Layers.Select(static layer => (StateValue)Layer(layer))]))
            .With("overlays", new ListValue([.. overlays.Where(static overlay => overlay.Spec.Visible).Select(overlay => (StateValue)Overlay(overlay, sceneFrame))]));
        map = PictureScale.TryGet(facts, view, out double perUnit, out string unit, out _) ? map.With("scale", MapValue.Of(("px_per_unit", perUnit), ("unit", unit))) : map;
        if (plan.Dpi is { } dpi && plan.PrintMm is { } print)
        {
            map = map.With("dpi", dpi).With("print_mm", new double[] { Math.Round(print.Width, 3), Math.Round(print.Height, 3) });
        }

        return plan.Annotations.IsEmpty ? map : map.With("annotations", plan.Annotations.ToMap());
    }

    /// <summary>Where the axes stand that are not in the picture, in words.</summary>
    public static string Place(in FrameView view, AnnotationFacts facts)
    {
        var words = new List<string>();
        for (int axis = 0; axis < Math.Min(view.AxisCount, facts.Axes.Length); axis++)
        {
            if (!view.Displayed.Contains((byte)axis))
            {
                AxisFacts told = facts.Axes[axis];
                string place = StepText.Of(told, view.Step[axis]);
                words.Add(StepText.IsTime(told) ? $"{told.Label} = {place}" : place);
            }
        }

        return string.Join(", ", words);
    }

    /// <summary>The step of the axis of time; 0 where there is none.</summary>
    public static int SceneFrame(in FrameView view, AnnotationFacts facts)
    {
        for (int axis = 0; axis < Math.Min(view.AxisCount, facts.Axes.Length); axis++)
        {
            if (!view.Displayed.Contains((byte)axis) && StepText.IsTime(facts.Axes[axis]))
            {
                return view.Step[axis];
            }
        }

        return 0;
    }

    /// <summary>What is said of an overlay: its file's name, its calibration's figures, the frame that is seen.</summary>
    public static MapValue Overlay(PlacedOverlay overlay, int sceneFrame)
    {
        OverlaySpec spec = overlay.Spec;
        MapValue map = MapValue.Of(("id", spec.Id), ("kind", overlay is PlacedVideo ? "video" : "tracks"), ("file", Path.GetFileName(Path.TrimEndingDirectorySeparator(spec.Path))), ("alpha", spec.Alpha));
        map = map.With("order", spec.Order == OverlayOrder.Below ? "below" : "above").With("offset_s", spec.Clock.Offset).With("rate", spec.Clock.Rate);
        return overlay switch
        {
            PlacedVideo video => map.With("frame", video.FrameAt(sceneFrame)).With("calibration", Calibration(video.Video.Calibration)),
            PlacedTracks tracks => map.With("tracks", tracks.Tracks.Length).With("of", tracks.Asked.Of is { } of ? of : StateValue.Null),
            _ => map,
        };
    }

    private static MapValue Calibration(VideoCalibration calibration)
    {
        Affine2 map = calibration.Map;
        MapValue told = MapValue.Of(
            ("method", CalibrationNames.Of(calibration.Method)),
            ("unit", calibration.Unit),
            ("units_per_px", calibration.UnitsPerPx),
            ("flip_y", calibration.FlipY),
            ("frame_size_px", calibration.Frame.ToString()),
            ("transform", new double[] { map.Xx, map.Xy, map.X0, map.Yx, map.Yy, map.Y0 }));
        return calibration.Residuals.IsEmpty ? told
            : told.With("kind", CalibrationNames.Of(calibration.Kind ?? LandmarkKind.Similarity)).With("landmarks", calibration.Residuals.Length).With("rms", calibration.Rms);
    }

    private static ListValue Dims(in FrameView view, AnnotationFacts facts)
    {
        var dims = new StateValue[Math.Min(view.AxisCount, facts.Axes.Length)];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            AxisFacts told = facts.Axes[axis];
            MapValue map = MapValue.Of(("axis", told.Label), ("size", told.Size), ("shown", view.Displayed.Contains((byte)axis)));
            dims[axis] = view.Displayed.Contains((byte)axis) ? map.With("unit", told.Unit).With("scale", told.Scale)
                : map.With("index", view.Step[axis]).With("value", Math.Round(told.ValueOf(view.Step[axis]), 9)).With("unit", told.Unit);
        }

        return new ListValue([.. dims]);
    }

    private static MapValue Layer(LayerModel layer)
    {
        MapValue map = MapValue.Of(
            ("id", layer.Id), ("name", layer.Name), ("visible", layer.Visible), ("opacity", layer.Opacity), ("colormap", layer.Colormap), ("gamma", layer.Gamma), ("blending", layer.Blending), ("interpolation", layer.Interpolation));
        return layer.ContrastLimits is { } limits ? map.With("contrast_limits", new double[] { limits.Low, limits.High }) : map;
    }

    private static ListValue Matrix(in ViewMatrix matrix) => ListValue.Of<double>(matrix.AsSpan(), static element => (StateValue)element);
}
