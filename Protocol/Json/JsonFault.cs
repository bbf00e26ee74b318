namespace Fathom.Protocol.Json;

/// <summary>Why a text is not JSON.</summary>
internal enum JsonFault
{
    None,
    UnexpectedEnd,
    UnexpectedCharacter,
    BadEscape,
    BadNumber,
    TooDeep,
    TrailingText,
}
