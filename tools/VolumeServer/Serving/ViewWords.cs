using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary>A whole view in words: all that decides what a picture of a place shows. <see cref="AskedView"/> reads them.</summary>
internal static class ViewWords
{
    /// <summary>The words for a state.</summary>
    public static MapValue Of(Exhibit exhibit, SceneState state)
    {
        ImmutableArray<string> axes = exhibit.Labels;
        return MapValue.Of(
            ("dataset", MapValue.Of(("path", exhibit.Path), ("shape", ListValue.Of<int>(exhibit.Sizes.AsSpan(), static size => (StateValue)size)))),
            ("order", ListValue.Of<int>(state.Order.AsSpan(), axis => axes[axis])),
            ("ndisplay", state.DisplayedAxes),
            ("level", state.Level is { } level ? level : StateValue.Null),
            ("slab", MapValue.Of(
                ("thickness", new MapValue([.. axes.Select((name, axis) => new KeyValuePair<string, StateValue>(name, state.Thickness[axis]))])),
                ("projection", WordOf(state.Projection)))),
            ("camera", Camera(state)),
            ("layers", new ListValue([.. exhibit.Layout.Layers.Select((layer, place) => (StateValue)Layer(layer, state.Layers[place]))])));
    }

    /// <summary>The projection by its name on the wire.</summary>
    public static string WordOf(SlabProjection projection) => projection switch
    {
        SlabProjection.Max => "max",
        SlabProjection.Min => "min",
        _ => "mean",
    };

    private static MapValue Camera(SceneState state)
    {
        if (!state.IsVolume)
        {
            PlaneCamera plane = state.Plane;
            return MapValue.Of(("rect", new double[] { plane.Left, plane.Bottom, plane.Width, plane.Height }));
        }

        OrbitCamera orbit = state.Orbit;
        return MapValue.Of(
            ("center", new double[] { orbit.CenterX, orbit.CenterY, orbit.CenterZ }),
            ("angles", new double[] { orbit.Azimuth, orbit.Elevation, orbit.Roll }),
            ("distance", orbit.Distance),
            ("perspective", orbit.FieldOfView));
    }

    /// <summary>With what is drawn where nobody said anything: else somebody who says it later would change the picture.</summary>
    private static MapValue Layer(SceneLayer layer, LayerStyle style)
    {
        MapValue words = MapValue.Of(
            ("id", layer.Id),
            ("name", layer.Name),
            ("visible", style.Visible),
            ("opacity", style.Opacity),
            ("contrast_limits", new double[] { style.ContrastLow, style.ContrastHigh }),
            ("gamma", style.Gamma),
            ("colormap", style.Colormap),
            ("blending", style.Blending),
            ("interpolation", style.Interpolation),
            ("rendering", style.Rendering),
            ("attenuation", style.Attenuation ?? LayerStyle.DefaultAttenuation));
        return style.IsoThreshold is { } threshold ? words.With("iso_threshold", threshold) : words;
    }
}
