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
        JsonElement json = vector.GetProperty("json");
        JsonElement expected = vector.TryGetProperty("canonical", out JsonElement canonical) && canonical.ValueKind == JsonValueKind.Object ? canonical : json;
        string? difference = Check(json.GetRawText(), expected);
        if (difference is null && vector.TryGetProperty("raw", out JsonElement raw) && raw.ValueKind == JsonValueKind.String)
        {
            difference = Check(raw.GetString()!, expected);
        }

        bool original = vector.TryGetProperty("expect", out JsonElement expect) && expect.GetString() == "original";
        return original ? null : difference;
    }

    private static string? Check(string text, JsonElement expected)
    {
        if (!MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error))
        {
            return $"not read: {error.Kind} {error.Field}: {error.Text}";
        }

        string expectedType = expected.GetProperty("type").GetString()!;
        if (message is UnknownMessage || message!.Type != expectedType)
        {
            return $"read as {message!.GetType().Name} of type '{message.Type}'";
        }

        StateValue written = JsonMeaning.Parse(Encoding.UTF8.GetString(MessageWriter.ToUtf8(message)));
        StateValue wanted = WithCallDefaults(JsonMeaning.Of(expected));
        return JsonMeaning.Same(written, wanted) ? null : $"written as {Encoding.UTF8.GetString(MessageWriter.ToUtf8(message))}";
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
