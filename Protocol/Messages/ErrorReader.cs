using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads <c>{code, message, details}</c>.</summary>
internal static class ErrorReader
{
    public static ErrorInfo? Read(ref FieldReader reader, string field)
    {
        if (reader.IsNull() || !reader.Enter(field))
        {
            return null;
        }

        string? code = null, text = null;
        StateValue? details = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("code"u8))
            {
                code = reader.TextOfScalar("code");
            }
            else if (name.SequenceEqual("message"u8))
            {
                text = reader.TextOfScalar("message");
            }
            else if (name.SequenceEqual("details"u8))
            {
                details = reader.IsNull() ? null : reader.Value();
            }
            else
            {
                reader.Skip();
            }
        }

        return new ErrorInfo(code ?? "unknown", text ?? string.Empty, details);
    }
}
