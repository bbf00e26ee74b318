using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.State;

/// <summary>The layers, bottom first.</summary>
/// <param name="Layers">The layers.</param>
public sealed record LayersModel(ImmutableArray<LayerModel> Layers)
{
    /// <summary>There are none.</summary>
    public static LayersModel Empty { get; } = new(ImmutableArray<LayerModel>.Empty);

    /// <summary>The layer of that id, or null.</summary>
    public LayerModel? this[string id] => Layers.FirstOrDefault(layer => layer.Id == id);

    /// <summary>Takes over the layers of a scene; those that it does not name are gone.</summary>
    public static LayersModel From(NotifyScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return new LayersModel([.. scene.Layers.Select(LayerModel.From).OfType<LayerModel>()]);
    }

    /// <summary>Merges a delta; one for a layer that no scene has named is ignored.</summary>
    public LayersModel With(NotifyLayers delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        for (int i = 0; i < Layers.Length; i++)
        {
            if (Layers[i].Id == delta.LayerId)
            {
                return new LayersModel(delta.Removed ? Layers.RemoveAt(i) : Layers.SetItem(i, Layers[i].With(delta)));
            }
        }

        return this;
    }
}
