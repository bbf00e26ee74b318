namespace Fathom.Protocol.Messages;

/// <summary>Why a frame could not be read.</summary>
public enum MessageErrorKind
{
    /// <summary>It could.</summary>
    None,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>The text is not JSON.</summary>
    NotJson,

    /// <summary>The text is JSON, but not an object.</summary>
    NotAnObject,

    /// <summary>The frame speaks another version of the protocol.</summary>
    UnsupportedVersion,

    /// <summary>A member that must be there is not.</summary>
    MissingField,

    /// <summary>A member is there that the frame type forbids.</summary>
    ForbiddenField,

    /// <summary>A member is there that nobody knows, where the set is closed.</summary>
    UnknownField,

    /// <summary>A member has a JSON type that cannot be understood.</summary>
    WrongType,

    /// <summary>A member has the right type and an impossible value.</summary>
    InvalidValue,
}
