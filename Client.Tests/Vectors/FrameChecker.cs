using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Valid frames: what is read from <c>json</c> (and <c>raw</c>) and written again means what <c>canonical</c> (or <c>json</c>) means.</summary>
internal sealed class FrameChecker : IVectorChecker
{
    public string? Check(JsonElement vector)
    {
        string[] texts = [.. Texts(vector)];
        JsonElement expected = vector.TryGetProperty("canonical", out JsonElement canonical) && canonical.ValueKind == JsonValueKind.Object ? canonical
            : vector.TryGetProperty("json", out JsonElement json) ? json : default;
        if (texts.Length == 0)
        {
            return "there is no frame in it";
        }

        if (vector.TryGetProperty("valid", out JsonElement valid) && valid.ValueKind == JsonValueKind.False)
        {
            // Wherever it stands: a frame that is marked as wrong has to be refused.
            return new NegativeChecker().Check(vector);
        }

        string? difference = texts.Select(text => Check(text, expected)).FirstOrDefault(found => found is not null);
        bool original = vector.TryGetProperty("expect", out JsonElement expect) && expect.GetString() == "original";
        return original ? null : difference;
    }

    /// <summary>The frame as it stood in the file, and as it stood on the socket, which may hold tokens that strict JSON does not know.</summary>
    internal static IEnumerable<string> Texts(JsonElement vector)
    {
        if (vector.TryGetProperty("json", out JsonElement json) && json.ValueKind != JsonValueKind.Null)
        {
            yield return json.GetRawText();
        }

        foreach (string member in (string[])["raw", "text"])
        {
            if (vector.TryGetProperty(member, out JsonElement text) && text.ValueKind == JsonValueKind.String)
            {
                yield return text.GetString()!;
            }
        }
    }

    private static string? Check(string text, JsonElement expected)
    {
        if (!MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error))
        {
            return $"not read: {error.Kind} {error.Field}: {error.Text}";
        }

        bool known = expected.ValueKind == JsonValueKind.Object;
        if (message is UnknownMessage || (known && message!.Type != expected.GetProperty("type").GetString()))
        {
            return $"read as {message!.GetType().Name} of type '{message.Type}'";
        }

        if (!JsonMeaning.Parse(text).IsFinite)
        {
            // Taken, but never passed on.
            return IsRefused(message!) ? null : "a number that is not finite would be sent";
        }

        if (!known)
        {
            return null;
        }

        StateValue written = JsonMeaning.Parse(Encoding.UTF8.GetString(MessageWriter.ToUtf8(message!)));
        StateValue wanted = WithCallDefaults(JsonMeaning.Of(expected));
        return JsonMeaning.Same(written, wanted) ? null : $"written as {Encoding.UTF8.GetString(MessageWriter.ToUtf8(message!))}";
    }

    private static bool IsRefused(Message message)
    {
        try
        {
            MessageWriter.ToUtf8(message);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>A call without arguments means the same as one with empty arguments, which is how ours are written.</summary>
    private static StateValue WithCallDefaults(StateValue frame)
    {
        if (frame is not MapValue map || map["type"]?.AsText() != MessageTypes.CallCommand || map["payload"] is not MapValue payload)
        {
            return frame;
        }

        payload = payload.TryGet("args", out _) ? payload : payload.With("args", ListValue.Empty);
        payload = payload.TryGet("kwargs", out _) ? payload : payload.With("kwargs", MapValue.Empty);
        return map.With("payload", payload);
    }
}
