namespace Fathom.Client.Scripts;

/// <summary>What the value of a script's field must look like.</summary>
internal enum ScriptArgumentKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>An axis: its name or its number.</summary>
    Axis,

    /// <summary>A place on an axis with its unit, as in <c>"12.5um"</c>.</summary>
    Place,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A list of numbers.</summary>
    Numbers,

    /// <summary>Any JSON value.</summary>
    Any,
}
