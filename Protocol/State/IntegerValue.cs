using System.Linq;

namespace Fathom.Protocol.State;

/// <summary>A number written without fraction or exponent; sent without one again.</summary>
/// <param name="Value">The value.</param>
public sealed record IntegerValue(long Value) : StateValue
{
    private const int CachedCount = 257;

    // Indices, levels and colour bytes are nearly always small: share them.
    private static readonly IntegerValue[] s_small = [.. Enumerable.Range(-1, CachedCount).Select(n => new IntegerValue(n))];

    /// <summary>Gives the value; small ones are shared.</summary>
    public static IntegerValue Of(long value) => value is >= -1 and < CachedCount - 1 ? s_small[value + 1] : new IntegerValue(value);

    /// <inheritdoc/>
    public override bool TryGetDouble(out double value)
    {
        value = Value;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryGetInt64(out long value)
    {
        value = Value;
        return true;
    }
}
