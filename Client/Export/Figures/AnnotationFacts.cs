using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Remote;
using Fathom.Client.Loop;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>What annotations must know of a scene: its axes and its layers. Immutable; one serves every worker.</summary>
/// <param name="Axes">The axes, in the data's order.</param>
/// <param name="Layers">The layers, bottom first, in the style that the pictures show.</param>
internal sealed record AnnotationFacts(ImmutableArray<AxisFacts> Axes, ImmutableArray<LayerModel> Layers)
{
    /// <summary>The layers that are seen, the lowest first.</summary>
    public IEnumerable<LayerModel> Visible => Layers.Where(static layer => layer.Visible && layer.Opacity > 0);

    /// <summary>Takes over what a server said.</summary>
    public static AnnotationFacts Of(NotifyDims dims, LayersModel layers)
    {
        var world = new WorldAxes();
        world.Update(layers);
        ImmutableArray<int> sizes = dims.LevelShapes.IsEmpty ? [] : dims.LevelShapes[0];
        return new AnnotationFacts(
            [.. Enumerable.Range(0, dims.Step.Length).Select(axis => new AxisFacts(
                DimsAxes.Label(dims, axis), axis < sizes.Length ? sizes[axis] : 1, world.ScaleOf(axis), world.ValueOf(axis, 0), world.UnitOf(axis)))],
            layers.Layers);
    }

    /// <summary>The same with the layers as a recipe has them drawn, whatever the server shows meanwhile.</summary>
    public static AnnotationFacts Of(NotifyDims dims, LayersModel layers, ViewRecipe recipe)
    {
        AnnotationFacts facts = Of(dims, layers);
        return facts with { Layers = [.. facts.Layers.Select(layer => Styled(layer, recipe))] };
    }

    /// <summary>A layer as a recipe has it drawn.</summary>
    public static LayerModel Styled(LayerModel layer, ViewRecipe recipe) =>
        recipe.View["layers"] is ListValue list && list.Items.OfType<MapValue>().FirstOrDefault(words => words["id"]?.AsText() == layer.Id) is { } words
            ? LayerModel.From(layer.Description.With("controls", layer.Controls.MergedWith(words)).With("metadata", layer.Metadata)) ?? layer
            : layer;
}
