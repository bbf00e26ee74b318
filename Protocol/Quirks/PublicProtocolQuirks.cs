using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Quirks;

/// <summary>What every server of the public protocol has in common, ours too, because it speaks that protocol to everybody.</summary>
public abstract class PublicProtocolQuirks : IServerQuirks
{
    private const int VolumeNumbers = 3;

    private protected PublicProtocolQuirks()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public bool PictureIsBottomUp => true;

    /// <inheritdoc/>
    public abstract bool SendsFramesWhenStill { get; }

    /// <inheritdoc/>
    public abstract bool PlaneZoomIsScale { get; }

    /// <inheritdoc/>
    public TimeSpan KeyframePause => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public (double X, double Y) ZoomAnchor(double x, double yFromTop, double height) => (x, height - yFromTop);

    /// <inheritdoc/>
    public double ZoomFactor(double magnification) => 1 / magnification;

    /// <inheritdoc/>
    public UpdateVerdict Review(PropertyKey property, StateValue value, ViewerState state)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(state);
        if (!value.IsFinite)
        {
            return UpdateVerdict.Withhold("A number is not finite.");
        }

        bool needsDims = property.Scope is "dims" or "view" or "volume" or "multiscale" || property is { Scope: "camera", Key: "orbit" or "set" };
        if (needsDims && !state.HasDims)
        {
            return UpdateVerdict.Withhold("The server has not yet said which axes there are.");
        }

        return property switch
        {
            { Scope: "dims", Key: "index" or "step" } => Whole(value),
            { Scope: "camera", Key: "orbit" } when !state.Dims.IsVolume => UpdateVerdict.Withhold("Only a volume can be turned."),
            { Scope: "camera", Key: "set" } => CameraSet(value, state.Dims.IsVolume, TakesDistance),
            { Scope: "multiscale", Key: "policy" } => UpdateVerdict.Withhold("The server does not let the level policy be set."),
            _ => ReviewMore(property, value, state),
        };
    }

    /// <summary>Whether the pose of a volume may say how far away the camera is.</summary>
    private protected virtual bool TakesDistance => false;

    /// <summary>What one kind of server adds.</summary>
    private protected virtual UpdateVerdict ReviewMore(PropertyKey property, StateValue value, ViewerState state) => UpdateVerdict.Send(value);

    private static UpdateVerdict Whole(StateValue value) => value.TryGetInt64(out long index)
        ? UpdateVerdict.Send(IntegerValue.Of(index))
        : UpdateVerdict.Withhold("An index is a whole number.");

    /// <summary>Servers drop the connection over some shapes of this intent, so only the two that are known to be good leave here.</summary>
    private static UpdateVerdict CameraSet(StateValue value, bool isVolume, bool takesDistance)
    {
        if (value is not MapValue map)
        {
            return UpdateVerdict.Withhold("A camera pose is an object.");
        }

        ImmutableArray<double> center = Numbers(map, "center"), angles = Numbers(map, "angles"), rect = Numbers(map, "rect");
        MapValue sent = MapValue.Empty;
        if (isVolume)
        {
            sent = center.Length >= VolumeNumbers ? sent.With("center", Values(center, VolumeNumbers)) : sent;
            sent = angles.Length == VolumeNumbers ? sent.With("angles", Values(angles, VolumeNumbers)) : sent;
            sent = takesDistance && !sent.Entries.IsEmpty && map["distance"] is { } distance ? sent.With("distance", distance) : sent;
            return sent.Entries.IsEmpty ? UpdateVerdict.Withhold("A volume's pose needs a centre or angles.") : UpdateVerdict.Send(sent);
        }

        const int RectNumbers = 4;
        bool hasRect = rect.Length == RectNumbers;
        if (center.Length < 2 && !hasRect)
        {
            return UpdateVerdict.Withhold("A plane's pose needs a centre or a rectangle.");
        }

        // A rectangle alone is acked and then overruled by the old centre.
        center = center.Length >= 2 ? center : [rect[0] + (rect[2] / 2), rect[1] + (rect[3] / 2)];
        sent = sent.With("center", Values(center, 2));
        sent = map.TryGet("zoom", out StateValue zoom) && zoom.TryGetDouble(out double factor) ? sent.With("zoom", factor) : sent;
        return UpdateVerdict.Send(hasRect ? sent.With("rect", Values(rect, RectNumbers)) : sent);
    }

    private static ImmutableArray<double> Numbers(MapValue map, string name) =>
        map[name] is StateValue value && value.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : [];

    private static ListValue Values(ImmutableArray<double> numbers, int count) =>
        ListValue.Of<double>(numbers.AsSpan()[..count], static number => new NumberValue(number));
}
