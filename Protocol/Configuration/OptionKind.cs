namespace Fathom.Protocol.Configuration;

/// <summary>What the value of an option must look like.</summary>
public enum OptionKind
{
    /// <summary>On or off; needs no value.</summary>
    Flag,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with an optional fraction.</summary>
    Number,
}
