using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Painting;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Remote;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Plans;

/// <summary>Turns what a user asked for into a plan, by what the server has; throws what he is told about what cannot be.</summary>
internal static class MoviePlanner
{
    /// <summary>Plans. Reads through the files of the overlays once.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="recipe">What the server is to draw.</param>
    /// <param name="dims">The axes as the recipe shows them.</param>
    /// <param name="layers">The server's layers.</param>
    /// <param name="facts">What overlays must know of the scene.</param>
    /// <param name="encoder">What encodes, with its version.</param>
    public static PlannedMovie Plan(MovieRequest request, ViewRecipe recipe, NotifyDims dims, LayersModel layers, SceneFacts facts, string encoder)
    {
        var world = new WorldAxes();
        world.Update(layers);
        var axis = ExportAxis.Choose(dims, world, request.Axis);
        FrameRange frames = request.Frames is { } text ? FrameRange.Parse(text, MovieRequest.FramesOption, axis) : FrameRange.All(axis.Length);
        SeenPlane whole = recipe.DisplayedAxes == 2 ? SeenPlane.Whole(dims, world) : default, seen = SeenPlane.Of(recipe, whole);
        SizePx size = request.Size ?? MovieSize.Usual(seen.Width, seen.Height);
        if (whole.Width > 0 && whole.Height > 0 && !request.KeepsView)
        {
            // The margins that a window leaves around the data are no part of a movie.
            recipe = seen.In(recipe);
        }

        AnnotationOptions annotations = request.Annotations.ForRows(size.Height) with { TimeAxis = axis.Index };
        ImmutableArray<OverlaySpec> overlays = Seen(request.Overlays);
        var placement = OverlayPlacement.Of(overlays, facts);
        var plan = new ExportPlan
        {
            Recipe = recipe,
            Axis = axis,
            Frames = frames,
            Size = size,
            Target = request.Target,
            Rate = request.Rate,
            Crf = request.Crf,
            Data = DataOf(dims, layers),
            Parts = request.PartFrames is { } part ? new PartTable(frames.Count, part) : PartTable.Usual(frames.Count),
            Overlays = overlays,
            Files = [.. ExportPlan.FilesOf(overlays).Select(FileMark.Of)],
            Annotations = annotations.ToMap(),
            Encoder = request.Target.IsMovie ? encoder : "",
        };
        int timeAxis = SceneFactsReader.TimeAxis(dims, world);
        var painting = new PaintPlan(size.Width, size.Height)
        {
            Overlays = placement,
            TimeAxis = timeAxis,
            Annotations = annotations.IsEmpty ? null : new PictureAnnotations(annotations, AnnotationFacts.Of(dims, layers, recipe)),
        };
        double? step = axis.Index == timeAxis && facts.FrameTimes.Length > 1 ? (facts.FrameTimes[^1] - facts.FrameTimes[0]) / (facts.FrameTimes.Length - 1) * frames.Step : null;
        return new PlannedMovie(plan, painting, [.. placement.Warnings, .. Standing(plan, placement, timeAxis), .. Unseen(plan, placement, timeAxis)], step);
    }

    /// <summary>Overlays of a session and of the command line may have the same name, by which tracks find their video.</summary>
    private static ImmutableArray<OverlaySpec> Seen(ImmutableArray<OverlaySpec> overlays) =>
        overlays.GroupBy(static overlay => overlay.Id).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw new FathomException(ExitCode.Usage, $"Cannot lay '{twice.Key}' over the scene twice.", $"{string.Join(" and ", twice.Select(static overlay => overlay.Path))} have this name, perhaps one of them from the session.", "Leave one of them out, or give it another 'id'.")
            : [.. overlays.Where(static overlay => overlay.Visible)];

    private static MapValue DataOf(NotifyDims dims, LayersModel layers) => MapValue.Of(
        ("axes", new ListValue([.. Enumerable.Range(0, dims.Step.Length).Select(axis => (StateValue)DimsAxes.Label(dims, axis))])),
        ("shape", new ListValue([.. Enumerable.Range(0, dims.Step.Length).Select(axis => (StateValue)ExportAxis.LengthOf(dims, axis))])),
        ("layers", new ListValue([.. layers.Layers.Select(static layer => (StateValue)layer.Name)])));

    /// <summary>Overlays follow time alone: along another axis they would stand still, which somebody should have meant.</summary>
    private static IEnumerable<string> Standing(ExportPlan plan, OverlayPlacement placement, int timeAxis) => placement.Overlays.IsEmpty || timeAxis < 0 || plan.Axis.Index == timeAxis ? []
        : [$"The movie moves along {plan.Axis.Name}, and overlays follow time alone: they show the same frame throughout. Move along time with --axis if that is not meant."];

    /// <summary>What is said of the scene as a whole need not be true of the part of it that is exported.</summary>
    private static IEnumerable<string> Unseen(ExportPlan plan, OverlayPlacement placement, int timeAxis)
    {
        foreach (PlacedVideo video in placement.Overlays.OfType<PlacedVideo>().Where(_ => timeAxis >= 0))
        {
            int unseen = Enumerable.Range(0, plan.Frames.Count).Count(frame => video.FrameAt(plan.StepOf(frame)[timeAxis]) < 0);
            if (unseen > 0)
            {
                yield return $"'{video.Spec.Id}' is not seen in {unseen} of the {plan.Frames.Count} frames of the movie: its recording does not reach so far.";
            }
        }
    }
}
