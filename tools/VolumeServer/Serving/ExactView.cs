using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>The state that a picture asked for by <c>fathom.render</c> shows.</summary>
internal static class ExactView
{
    /// <summary>What <paramref name="wanted"/> makes of a state.</summary>
    public static SceneState Of(SceneState state, VolumeInfo info, MapValue wanted, int width, int height)
    {
        int displayed = wanted["ndisplay"] is { } axes && axes.TryGetInt64(out long count) ? (count >= 3 && info.DepthAxis >= 0 ? 3 : 2) : state.DisplayedAxes;
        return state with
        {
            Layers = [.. state.Layers.Select(layer => Of(layer, wanted))],
            DisplayedAxes = displayed,
            Plane = width > 0 && height > 0 ? state.Plane.Shaped(width, height) : state.Plane,
        };
    }

    private static LayerStyle Of(LayerStyle layer, MapValue wanted)
    {
        if (wanted["contrast"] is { } contrast && contrast.TryGetDoubles(out ImmutableArray<double> limits) && limits.Length == 2)
        {
            layer = layer with { ContrastLow = limits[0], ContrastHigh = limits[1] };
        }

        return wanted["colormap"]?.AsText() is { } colormap ? layer with { Colormap = colormap } : layer;
    }
}
