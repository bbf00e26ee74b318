using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>Decides on <c>camera:*</c>.</summary>
internal static class CameraValues
{
    private const int PlaneNumbers = 2;
    private const int VolumeNumbers = 3;
    private const int RectNumbers = 4;

    public static UpdateDecision Decide(PropertyKey property, StateValue value, UpdateContext context)
    {
        if (property.Key == "reset")
        {
            return Accept(property, MapValue.Of(("reason", Reason(value))));
        }

        if (value is not MapValue map)
        {
            return StateUpdateRules.Refuse(property, $"camera {property.Key} needs an object");
        }

        return property.Key switch
        {
            "zoom" => Zoom(property, map),
            "pan" => Pair(property, map, "dx_px", "dy_px"),
            "orbit" => Pair(property, map, "d_az_deg", "d_el_deg"),
            _ => Set(property, map, context),
        };
    }

    private static string Reason(StateValue value)
    {
        string? reason = value is MapValue map ? map["reason"]?.AsText() : value.AsText();
        return string.IsNullOrEmpty(reason) ? "state.update" : reason;
    }

    private static UpdateDecision Zoom(PropertyKey property, MapValue map)
    {
        bool usable = LooseValue.TryNumber(map["factor"], out double factor) && factor > 0;
        return usable && TryNumbers(map["anchor_px"], PlaneNumbers, out ImmutableArray<double> anchor)
            ? Accept(property, MapValue.Of(("factor", factor), ("anchor_px", Values(anchor, PlaneNumbers))))
            : StateUpdateRules.Refuse(property, "a zoom needs a factor above 0 and anchor_px");
    }

    private static UpdateDecision Pair(PropertyKey property, MapValue map, string first, string second)
    {
        return LooseValue.TryNumber(map[first], out double x) && LooseValue.TryNumber(map[second], out double y)
            ? Accept(property, MapValue.Of((first, x), (second, y)))
            : StateUpdateRules.Refuse(property, $"a {property.Key} needs {first} and {second}");
    }

    private static UpdateDecision Set(PropertyKey property, MapValue map, UpdateContext context)
    {
        bool hasCenter = TryNumbers(map["center"], 0, out ImmutableArray<double> center);
        bool hasZoom = LooseValue.TryNumber(map["zoom"], out double zoom);
        bool hasAngles = TryNumbers(map["angles"], VolumeNumbers, out ImmutableArray<double> angles);
        bool hasRect = TryNumbers(map["rect"], RectNumbers, out ImmutableArray<double> rect);
        if (!hasCenter && !hasZoom && !hasAngles && !hasRect)
        {
            return StateUpdateRules.Refuse(property, "a camera set needs center, zoom, angles or rect");
        }

        MapValue applied = MapValue.Empty;
        bool volumePath = context.IsVolume || hasAngles;
        int needed = volumePath ? VolumeNumbers : PlaneNumbers;
        if (hasCenter && center.Length < needed)
        {
            return new UpdateDecision.Fatal();
        }

        if (hasCenter)
        {
            applied = applied.With("center", Values(center, needed));
        }

        if (volumePath)
        {
            applied = hasAngles ? applied.With("angles", Values(angles, VolumeNumbers)) : applied;
            if (context.TakesDimsView && LooseValue.TryNumber(map["distance"], out double distance) && distance > 0)
            {
                applied = applied.With("distance", distance);
            }

            return hasCenter || hasAngles ? Accept(property, applied) : new UpdateDecision.Fatal();
        }

        applied = hasZoom ? applied.With("zoom", zoom) : applied;
        applied = hasRect ? applied.With("rect", Values(rect, RectNumbers)) : applied;
        return Accept(property, applied);
    }

    private static bool TryNumbers(StateValue? value, int atLeast, out ImmutableArray<double> numbers)
    {
        numbers = [];
        if (value is not ListValue list || list.Items.Length < atLeast)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<double>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            if (!LooseValue.TryNumber(item, out double number))
            {
                return false;
            }

            builder.Add(number);
        }

        numbers = builder.MoveToImmutable();
        return true;
    }

    private static ListValue Values(ImmutableArray<double> numbers, int count) =>
        ListValue.Of<double>(numbers.AsSpan()[..count], static number => new NumberValue(number));

    private static UpdateDecision.Accepted Accept(PropertyKey property, StateValue applied) => new(property, applied);
}
