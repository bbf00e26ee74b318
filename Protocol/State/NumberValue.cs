using System;

namespace Fathom.Protocol.State;

/// <summary>A floating-point number. May be NaN or infinite when it was received; such values are never sent.</summary>
/// <param name="Value">The value.</param>
public sealed record NumberValue(double Value) : StateValue
{
    // 2^63 is the first double that no longer fits.
    private const double Int64Limit = 9223372036854775808.0;

    /// <inheritdoc/>
    public override bool IsFinite => double.IsFinite(Value);

    /// <inheritdoc/>
    public override bool TryGetDouble(out double value)
    {
        value = Value;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryGetInt64(out long value)
    {
        bool whole = double.IsFinite(Value) && Math.Floor(Value) == Value && Math.Abs(Value) < Int64Limit;
        value = whole ? (long)Value : 0;
        return whole;
    }
}
