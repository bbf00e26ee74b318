using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>
/// Decides on the properties of the extension <c>fathom.dims</c>: <c>dims:order</c> (a permutation of the axes, the displayed ones last), <c>dims:thickness</c> (of an axis, in
/// samples), <c>dims:projection</c> (mean, max, min) and <c>camera:fov</c> (degrees; 0 = orthographic).
/// </summary>
internal static class DimsViewValues
{
    private const double WidestView = 120;

    public static UpdateDecision Decide(PropertyKey property, StateValue value, UpdateContext context) => property.Key switch
    {
        "order" => Order(property with { Target = "main" }, value, context),
        "thickness" => Thickness(property, value, context),
        _ => LooseValue.Word(value) is "mean" or "max" or "min"
            ? new UpdateDecision.Accepted(property with { Target = "main" }, LooseValue.Word(value)!)
            : StateUpdateRules.Refuse(property, "the projection is mean, max or min"),
    };

    public static UpdateDecision FieldOfView(PropertyKey property, StateValue value) => LooseValue.TryNumber(value, out double degrees)
        ? new UpdateDecision.Accepted(property, Math.Clamp(degrees, 0, WidestView))
        : StateUpdateRules.Refuse(property, "the field of view must be a number of degrees");

    private static UpdateDecision Order(PropertyKey property, StateValue value, UpdateContext context)
    {
        var order = ImmutableArray.CreateBuilder<int>();
        foreach (StateValue item in value is ListValue list ? list.Items : [])
        {
            order.Add(LooseValue.TryInteger(item, out long axis) ? (int)Math.Clamp(axis, -1, int.MaxValue) : -1);
        }

        bool isPermutation = order.Count == context.Step.Length && order.Order().SequenceEqual(Enumerable.Range(0, order.Count));
        return isPermutation
            ? new UpdateDecision.Accepted(property, ListValue.Of<int>(order.ToImmutable().AsSpan(), static axis => (StateValue)axis))
            : StateUpdateRules.Refuse(property, "the order must name each axis once");
    }

    private static UpdateDecision Thickness(PropertyKey property, StateValue value, UpdateContext context)
    {
        if (AxisNames.Find(property.Target, context.Labels, context.Step.Length) is not int axis)
        {
            return StateUpdateRules.Refuse(property, "state.error", "there is no such axis");
        }

        return LooseValue.TryInteger(value, out long samples)
            ? new UpdateDecision.Accepted(property with { Target = context.Labels[axis] }, (int)Math.Clamp(samples, 1, Math.Max(1, context.Sizes[axis])), axis)
            : StateUpdateRules.Refuse(property, "the thickness must be an integer");
    }
}
