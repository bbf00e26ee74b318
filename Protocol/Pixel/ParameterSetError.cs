namespace Fathom.Protocol.Pixel;

/// <summary>Why a parameter set or a decoder configuration was not understood. A typed result: these parsers never throw.</summary>
public enum ParameterSetError : byte
{
    /// <summary>All understood.</summary>
    None = 0,

    /// <summary>The bytes end too early, or a code is longer than any allowed one.</summary>
    Truncated,

    /// <summary>This is another kind of unit.</summary>
    WrongType,

    /// <summary>The version of a configuration record is not one that exists.</summary>
    WrongVersion,

    /// <summary>A field has a value that the standard forbids, or that no picture of ours can have.</summary>
    OutOfRange,

    /// <summary>There is no room for the result.</summary>
    NoRoom,
}
