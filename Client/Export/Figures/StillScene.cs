using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>Stills of one view, size and set of overlays: one picture, or the pictures of a page.</summary>
/// <param name="Plan">What is drawn; its step is the first picture's.</param>
/// <param name="Facts">What annotations know of it.</param>
/// <param name="Annotations">What is written.</param>
/// <param name="Overlays">What lies over it; null for nothing.</param>
/// <param name="TimeAxis">The axis by which overlays find their frame; −1 for none.</param>
/// <param name="Server">Where the pictures come from.</param>
internal sealed record StillScene(StillPlan Plan, AnnotationFacts Facts, PictureAnnotations Annotations, OverlayPlacement? Overlays, int TimeAxis, string Server)
{
    /// <summary>Plans, and reads through the files of the overlays once; throws what the user is told about what cannot be.</summary>
    public static StillScene Of(StillRequest request, ViewRecipe recipe, NotifyDims dims, LayersModel layers, SceneFacts scene, IEnumerable<OverlaySpec> overlays, string server)
    {
        StillPlan plan = StillPlan.Of(request, recipe, dims, layers);
        OverlaySpec[] seen = [.. overlays.Where(static overlay => overlay.Visible)];
        foreach (OverlaySpec overlay in seen)
        {
            scene.CheckFlat(overlay.Id);
        }

        var world = new WorldAxes();
        world.Update(layers);
        var facts = AnnotationFacts.Of(dims, layers, plan.Recipe);
        return new StillScene(
            plan, facts, new PictureAnnotations(plan.Annotations, facts), seen.Length == 0 ? null : OverlayPlacement.Of(seen, scene), SceneFactsReader.TimeAxis(dims, world), server);
    }

    /// <summary>Opens what paints; for the thread that does.</summary>
    public FigurePainter Painter() => FigurePainter.Open(Plan.Size.Width, Plan.Size.Height, Annotations, Overlays, TimeAxis);

    /// <summary>What is known of a picture.</summary>
    public MapValue FactsOf(in FrameView view) => FigureFacts.Of(Plan, view, Facts, Overlays is null ? [] : Overlays.Overlays, Server);

    /// <summary>What the user should know, before a picture is drawn.</summary>
    public ImmutableArray<string> Warnings => Overlays is null ? [] : [.. Overlays.Warnings];
}
