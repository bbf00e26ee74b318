using System.Collections.Immutable;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;

namespace Fathom.Protocol.Quirks;

/// <summary>A plain napari-cuda server. Some intents that it accepts stop its renderer for good, while its acks go on; they are never sent.</summary>
public sealed class PlainNapariCudaQuirks : PublicProtocolQuirks
{
    /// <inheritdoc/>
    public override string Name => "napari-cuda";

    /// <inheritdoc/>
    public override bool SendsFramesWhenStill => true;

    /// <inheritdoc/>
    public override bool PlaneZoomIsScale => false;

    private protected override UpdateVerdict ReviewMore(PropertyKey property, StateValue value, ViewerState state) => property switch
    {
        { Scope: "dims", Key: not ("index" or "step") } or { Scope: "camera", Key: "fov" } =>
            UpdateVerdict.Withhold("This server does not know the property."),
        { Scope: "layer" or "volume", Key: "contrast_limits" } when AreEqual(value) =>
            UpdateVerdict.Withhold("Equal contrast limits stop this server's renderer."),
        { Scope: "layer", Key: "blending" } when LooseValue.Word(value) == "average" =>
            UpdateVerdict.Withhold("The blending 'average' stops this server's renderer."),
        { Scope: "volume", Key: "colormap" } when value.AsText() is not string name || ColormapNames.Canonical(name) is null =>
            UpdateVerdict.Withhold("A colormap that this server does not know stops its renderer."),
        _ => UpdateVerdict.Send(value),
    };

    private static bool AreEqual(StateValue value)
    {
        if (value is MapValue map && map["lo"] is StateValue low && map["hi"] is StateValue high)
        {
            return low.MeansSameAs(high);
        }

        return !value.TryGetDoubles(out ImmutableArray<double> limits) || limits.Length < 2 || limits[0] == limits[1];
    }
}
