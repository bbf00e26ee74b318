using System;
using System.Text;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>The one message of a reaction vector: <c>text</c>, <c>binary_hex</c> or <c>json</c>; none of them means that nothing was sent.</summary>
internal sealed record ReactionInput(byte[] Data, bool IsBinary)
{
    public static ReactionInput? Of(JsonElement vector)
    {
        if (vector.TryGetProperty("binary_hex", out JsonElement hex) && hex.ValueKind == JsonValueKind.String)
        {
            return new ReactionInput(Convert.FromHexString(hex.GetString()!), true);
        }

        if (vector.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String)
        {
            return new ReactionInput(Encoding.UTF8.GetBytes(text.GetString()!), false);
        }

        return vector.TryGetProperty("json", out JsonElement json) && json.ValueKind != JsonValueKind.Null
            ? new ReactionInput(Encoding.UTF8.GetBytes(json.GetRawText()), false)
            : null;
    }
}
