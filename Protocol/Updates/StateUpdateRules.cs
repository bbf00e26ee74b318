using System;
using System.Globalization;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>Decides on intents as the reference server does: which properties exist, what their values become, why they are refused.</summary>
/// <remarks>Pure: the same intent in the same context gets the same answer. What an accepted intent does to the scene is the server's business.</remarks>
public static class StateUpdateRules
{
    private const string DefaultLayer = "layer-0";
    private const string MainTarget = "main";
    private const string Invalid = "state.invalid";

    /// <summary>Decides on one intent.</summary>
    public static UpdateDecision Decide(StateUpdate update, UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Decide(update.Property, update.Value, context);
    }

    /// <summary>Decides on a value for a property, whoever names it.</summary>
    public static UpdateDecision Decide(PropertyKey named, StateValue value, UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(context);
        var property = new PropertyKey(named.Scope.Trim().ToLowerInvariant(), named.Target.Trim(), named.Key.Trim().ToLowerInvariant());
        return property switch
        {
            { Scope: "dims", Key: "order" or "thickness" or "projection" } when context.TakesDimsView => DimsViewValues.Decide(property, value, context),
            { Scope: "camera", Key: "fov" } when context.TakesDimsView => DimsViewValues.FieldOfView(property with { Target = MainTarget }, value),
            { Scope: "dims", Key: "index" or "step" } => Dims(property, value, context),
            { Scope: "view", Key: "ndisplay" } => View(property, value),
            { Scope: "camera", Key: "zoom" or "pan" or "orbit" or "reset" or "set" } => Camera(property, value, context),
            { Scope: "layer" } => Layer(property, value),
            { Scope: "volume" } => VolumeValues.Decide(property with { Target = MainTarget }, value),
            { Scope: "multiscale", Key: "level" } => Level(property with { Target = MainTarget }, value, context),
            { Scope: "multiscale", Key: "policy" } => Refuse(property, "state.unsupported", "the level policy cannot be set"),
            _ => Unsupported(property),
        };
    }

    internal static UpdateDecision Refuse(PropertyKey property, string code, string text) =>
        new UpdateDecision.Refused(new ErrorInfo(
            code, text, MapValue.Of(("scope", property.Scope), ("key", property.Key), ("target", property.Target))));

    internal static UpdateDecision Refuse(PropertyKey property, string text) => Refuse(property, Invalid, text);

    internal static UpdateDecision Unsupported(PropertyKey property) =>
        Refuse(property, string.Create(CultureInfo.InvariantCulture, $"unsupported {property.Scope} key {property.Key}"));

    private static UpdateDecision Dims(PropertyKey property, StateValue value, UpdateContext context)
    {
        if (property.Target.Length == 0)
        {
            return Refuse(property, "a dims intent needs an axis as its target");
        }

        bool delta = property.Key == "step";
        if (!LooseValue.TryInteger(value, out long wanted))
        {
            return Refuse(property, delta ? "the step must be an integer" : "the index must be an integer");
        }

        if (AxisNames.Find(property.Target, context.Labels, context.Step.Length) is not int axis)
        {
            return Refuse(property, "state.error", "there is no such axis");
        }

        // Saturates: a delta of the size of an int64 must not wrap around.
        Int128 absolute = (Int128)wanted + (delta ? context.Step[axis] : 0);
        int size = axis < context.Sizes.Length ? Math.Max(1, context.Sizes[axis]) : 1;
        int index = (int)Int128.Clamp(absolute, 0, size - 1);
        string label = axis < context.Labels.Length ? context.Labels[axis] : property.Target;
        return new UpdateDecision.Accepted(property with { Target = label }, index, axis);
    }

    private static UpdateDecision View(PropertyKey property, StateValue value)
    {
        const int Plane = 2;
        const int Volume = 3;
        double shown = Plane;
        if (value is TextValue)
        {
            if (!LooseValue.TryIntegerOrText(value, out long integer))
            {
                return Refuse(property, "ndisplay must be an integer");
            }

            shown = integer;
        }
        else if (value is not NullValue && !LooseValue.TryNumber(value, out shown))
        {
            return Refuse(property, "ndisplay must be an integer");
        }

        return new UpdateDecision.Accepted(property with { Target = MainTarget }, shown >= Volume ? Volume : Plane);
    }

    private static UpdateDecision Camera(PropertyKey property, StateValue value, UpdateContext context)
    {
        bool main = property.Target.Length == 0 || property.Target.Equals(MainTarget, StringComparison.OrdinalIgnoreCase);
        return main
            ? CameraValues.Decide(property with { Target = MainTarget }, value, context)
            : Refuse(property, $"unsupported camera target {property.Target}");
    }

    private static UpdateDecision Layer(PropertyKey property, StateValue value)
    {
        if (property.Target.Length == 0)
        {
            property = property with { Target = DefaultLayer };
        }

        if (!LayerValues.IsKnown(property.Key))
        {
            return Unsupported(property);
        }

        if (LayerValues.TryNormalize(property.Key, value, out StateValue applied))
        {
            return new UpdateDecision.Accepted(property, applied);
        }

        // The reference server takes an unknown colormap for an unknown property.
        return property.Key == "colormap" && value is TextValue
            ? Unsupported(property)
            : Refuse(property, "state.error", $"the value is not one that {property.Key} can have");
    }

    private static UpdateDecision Level(PropertyKey property, StateValue value, UpdateContext context) =>
        LevelValues.TryClamp(value, context.LevelCount, out int level)
            ? new UpdateDecision.Accepted(property, level)
            : Refuse(property, "the level must be an integer");
}
