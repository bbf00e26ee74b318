using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Gathers the members that every refusal has, <c>{code, message, details}</c>, from among a payload's other members.</summary>
internal struct ErrorFields
{
    private string? _code;
    private string? _text;
    private StateValue? _details;

    /// <summary>Takes the member whose name was just read; false, with nothing read, when it is none of ours.</summary>
    public bool TryTake(ref FieldReader reader, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("code"u8))
        {
            _code = reader.TextOfScalar("code");
        }
        else if (name.SequenceEqual("message"u8))
        {
            _text = reader.TextOfScalar("message");
        }
        else if (name.SequenceEqual("details"u8))
        {
            _details = reader.IsNull() ? null : reader.Value();
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>What was gathered. A refusal stands whatever it says: missing members are filled in.</summary>
    public readonly ErrorInfo ToInfo() => new(_code ?? "unknown", _text ?? string.Empty, _details);
}
