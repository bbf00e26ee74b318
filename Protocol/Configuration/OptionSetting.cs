using System.Collections.Generic;

namespace Fathom.Protocol.Configuration;

/// <summary>The value that an option ended up with, and where it came from.</summary>
/// <param name="Option">The row of the option table.</param>
/// <param name="Values">The values as text; more than one only for repeatable options; empty when unset.</param>
/// <param name="Origin">Who set it.</param>
/// <param name="Source">The name of the variable, file or flag that set it.</param>
public sealed record OptionSetting(OptionDefinition Option, IReadOnlyList<string> Values, OptionOrigin Origin, string Source)
{
    /// <summary>The last value, or null when unset.</summary>
    public string? Text => Values.Count == 0 ? null : Values[^1];
}
