using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>The fields that binary vectors have in common.</summary>
internal static class VectorFields
{
    public static bool IsOriginal(this JsonElement vector) => vector.TryGetProperty("expect", out JsonElement expect) && expect.GetString() == "original";

    /// <summary>Bytes written as hexadecimal, or as a list of such; null when absent.</summary>
    public static byte[]? Hex(this JsonElement vector, string name) => vector.TryGetProperty(name, out JsonElement value) ? BytesOf(value) : null;

    public static IEnumerable<int> Numbers(this JsonElement vector, string name) =>
        vector.GetProperty(name).EnumerateArray().Select(static item => item.GetInt32());

    /// <summary>A list of byte strings; a single one counts as a list of one.</summary>
    public static List<string> HexList(this JsonElement vector, string name)
    {
        if (!vector.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(static item => item.GetString()!.ToLowerInvariant())]
            : [value.GetString()!.ToLowerInvariant()];
    }

    private static byte[]? BytesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Convert.FromHexString(value.GetString()!),
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(static item => BytesOf(item) ?? [])],
        _ => null,
    };
}
