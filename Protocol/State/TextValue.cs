using System;

namespace Fathom.Protocol.State;

/// <summary>A text.</summary>
public sealed record TextValue : StateValue
{
    /// <summary>Creates the value.</summary>
    public TextValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The text.</summary>
    public string Value { get; }
}
