namespace Fathom.Protocol.State;

/// <summary>A truth value.</summary>
/// <param name="Value">The value.</param>
public sealed record BoolValue(bool Value) : StateValue
{
    /// <summary>True.</summary>
    public static BoolValue True { get; } = new(true);

    /// <summary>False.</summary>
    public static BoolValue False { get; } = new(false);
}
