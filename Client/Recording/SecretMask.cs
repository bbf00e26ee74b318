using System;
using System.Text;
using System.Text.Json;

namespace Fathom.Client.Recording;

/// <summary>Overwrites the secrets of a text of the state channel, so that it can be given away: the user's token, and the tokens by which a session is resumed.</summary>
/// <remarks>The length stays, and JSON stays JSON. What is not JSON is kept up to where it goes wrong; nobody knows what the rest is.</remarks>
internal static class SecretMask
{
    private const byte Mask = (byte)'*';

    /// <summary>Overwrites what is secret in a text of one's own.</summary>
    public static void Apply(Span<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true });
        int secretDepth = int.MaxValue;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.CurrentDepth < secretDepth)
                    {
                        secretDepth = IsSecret(reader) ? reader.CurrentDepth : int.MaxValue;
                    }

                    // A value is masked when its name is read before it: the reader has not looked at it yet.
                    continue;
                }

                if (secretDepth == int.MaxValue)
                {
                    continue;
                }

                Cover(json, reader);
                if (reader.CurrentDepth <= secretDepth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    secretDepth = int.MaxValue;
                }
            }
        }
        catch (JsonException)
        {
            json[(int)Math.Min(json.Length, reader.BytesConsumed)..].Fill(Mask);
        }
    }

    private static void Cover(Span<byte> json, in Utf8JsonReader reader)
    {
        int at = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.String)
        {
            json.Slice(at + 1, reader.ValueSpan.Length).Fill(Mask);
        }
        else if (reader.TokenType == JsonTokenType.Number)
        {
            json.Slice(at, reader.ValueSpan.Length).Fill((byte)'1');
        }
    }

    /// <summary>Names are few; one that a later server invents is most likely called so, too.</summary>
    private static bool IsSecret(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        return reader.ValueIsEscaped || EndsWith(name, "token"u8) || EndsWith(name, "tokens"u8) || EndsWith(name, "password"u8)
            || EndsWith(name, "secret"u8) || name.SequenceEqual("auth"u8) || EndsWith(name, "authorization"u8);
    }

    private static bool EndsWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> end) =>
        name.Length >= end.Length && Ascii.EqualsIgnoreCase(name[^end.Length..], end);
}
