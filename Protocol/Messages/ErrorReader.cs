using System;

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

        var fields = default(ErrorFields);
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (!fields.TryTake(ref reader, name))
            {
                reader.Skip();
            }
        }

        return fields.ToInfo();
    }
}
