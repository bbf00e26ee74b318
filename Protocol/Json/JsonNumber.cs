using System;

namespace Fathom.Protocol.Json;

/// <summary>A number as it was written: whether it was an integer is part of its meaning on this protocol.</summary>
internal readonly record struct JsonNumber(bool IsInteger, long Integer, double Value)
{
    /// <summary>Cuts the fraction off, as the reference peers do where they expect an integer; false where nothing sensible comes out.</summary>
    public bool TryTruncate(out long result)
    {
        const double Limit = 9.2e18;
        result = IsInteger ? Integer : double.IsFinite(Value) && Math.Abs(Value) < Limit ? (long)Value : 0;
        return IsInteger || (double.IsFinite(Value) && Math.Abs(Value) < Limit);
    }
}
