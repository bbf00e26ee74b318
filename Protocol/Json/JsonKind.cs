namespace Fathom.Protocol.Json;

/// <summary>What a JSON value is, as far as its first character tells.</summary>
internal enum JsonKind
{
    None,
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}
