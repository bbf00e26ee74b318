using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>Decides on <c>volume:*</c>.</summary>
internal static class VolumeValues
{
    private const double FinestStep = 0.1;
    private const double CoarsestStep = 4.0;

    public static UpdateDecision Decide(PropertyKey property, StateValue value)
    {
        switch (property.Key)
        {
            case "render_mode":
                string? mode = LooseValue.Word(value);
                return mode is "mip" or "translucent" or "iso" ? Accept(property, mode) : StateUpdateRules.Refuse(property, "unknown render_mode");
            case "contrast_limits":
                return value is ListValue list && LooseValue.TrySortedPair(list, out StateValue limits)
                    ? Accept(property, limits)
                    : StateUpdateRules.Refuse(property, "contrast_limits needs two numbers");
            case "colormap":
                return value is TextValue name && name.Value.Trim().Length > 0
                    ? Accept(property, name)
                    : StateUpdateRules.Refuse(property, "the colormap needs a name");
            case "opacity":
                return LooseValue.TryNumber(value, out double opacity)
                    ? Accept(property, new NumberValue(Math.Clamp(opacity, 0, 1)))
                    : StateUpdateRules.Refuse(property, "the opacity must be a number");
            case "sample_step":
                return LooseValue.TryNumber(value, out double step)
                    ? Accept(property, new NumberValue(Math.Clamp(step, FinestStep, CoarsestStep)))
                    : StateUpdateRules.Refuse(property, "the sample step must be a number");
            default:
                return StateUpdateRules.Unsupported(property);
        }
    }

    private static UpdateDecision.Accepted Accept(PropertyKey property, StateValue applied) => new(property, applied);
}
