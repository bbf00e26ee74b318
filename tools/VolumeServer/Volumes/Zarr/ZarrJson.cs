using System;
using System.Linq;
using System.Text.Json;
using System.Text.Unicode;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Metadata documents. Python writes the bare tokens NaN and Infinity into them, which JSON does not have: they become texts here.</summary>
internal static class ZarrJson
{
    /// <summary>Plates with thousands of wells take a megabyte or two.</summary>
    public const int MaxBytes = 32 << 20;

    public static JsonElement Parse(StoredBytes bytes, string where)
    {
        JsonElement document = Utf8.IsValid(bytes.Span) ? ReadEither(bytes, where) : throw NoText(where);
        bool mayHoldHalves = bytes.Span.IndexOf("\\ud"u8) >= 0 || bytes.Span.IndexOf("\\uD"u8) >= 0;
        return mayHoldHalves && HoldsHalves(document) ? throw NoText(where) : document;
    }

    private static JsonElement ReadEither(StoredBytes bytes, string where)
    {
        try
        {
            return Read(bytes.Span);
        }
        catch (JsonException)
        {
            try
            {
                return Read(QuoteBareTokens(bytes.Span));
            }
            catch (JsonException error)
            {
                throw new FathomException(ExitCode.Rejected, $"Cannot read {where}.", $"It is not JSON: {error.Message}", "Check the store, or copy the file again.", error);
            }
        }
    }

    /// <summary>The member, if the element is an object that has it and it is not null.</summary>
    public static bool TryGet(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public static string? Text(this JsonElement element, string name) =>
        element.TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A finite number, also one written as a text.</summary>
    public static double? Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out double number) && double.IsFinite(number) => number,
        JsonValueKind.String when double.TryParse(element.GetString(), System.Globalization.CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => number,
        _ => null,
    };

    public static double? Number(this JsonElement element, string name) => element.TryGet(name, out JsonElement value) ? value.Number() : null;

    public static bool? Flag(this JsonElement element, string name) => element.TryGet(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        }
        : null;

    /// <summary>The items, none when it is not a list.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string name) => element.TryGet(name, out JsonElement value) ? value.Items() : default;

    private static FathomException NoText(string where) =>
        new(ExitCode.Rejected, $"Cannot read {where}.", "It holds bytes that are no text.", "Check the store, or copy the file again.");

    /// <summary>Halves of characters, which can be written in JSON but are no text; they would fail wherever the text is used.</summary>
    private static bool HoldsHalves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => IsHalf(() => member.Name) || HoldsHalves(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsHalves),
        JsonValueKind.String => IsHalf(() => element.GetString()),
        _ => false,
    };

    private static bool IsHalf(Func<string?> text)
    {
        try
        {
            text();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static JsonElement Read(ReadOnlySpan<byte> text)
    {
        // A byte order mark is no part of the text.
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Clone();
    }

    private static byte[] QuoteBareTokens(ReadOnlySpan<byte> text)
    {
        byte[] quoted = new byte[text.Length * 2];
        int length = 0;
        bool inText = false;
        for (int i = 0; i < text.Length;)
        {
            int token = inText ? 0 : text[i..].StartsWith("NaN"u8) ? 3 : text[i..].StartsWith("-Infinity"u8) ? 9 : text[i..].StartsWith("Infinity"u8) ? 8 : 0;
            if (token > 0)
            {
                quoted[length++] = (byte)'"';
                text.Slice(i, token).CopyTo(quoted.AsSpan(length));
                length += token;
                quoted[length++] = (byte)'"';
                i += token;
                continue;
            }

            if (inText && text[i] == '\\' && i + 1 < text.Length)
            {
                quoted[length++] = text[i++];
            }
            else if (text[i] == '"')
            {
                inText = !inText;
            }

            quoted[length++] = text[i++];
        }

        return quoted[..length];
    }
}
