using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Frames that the reference parser refuses. Where we must agree there has to be a typed error; else a sensible answer of either kind.</summary>
internal sealed class NegativeChecker : IVectorChecker
{
    private static readonly Dictionary<string, string> s_typeOfParser = new()
    {
        ["parse_hello"] = MessageTypes.SessionHello,
        ["parse_welcome"] = MessageTypes.SessionWelcome,
        ["parse_reject"] = MessageTypes.SessionReject,
        ["parse_heartbeat"] = MessageTypes.SessionHeartbeat,
        ["parse_ack"] = MessageTypes.SessionAck,
        ["parse_session_ack"] = MessageTypes.SessionAck,
        ["parse_goodbye"] = MessageTypes.SessionGoodbye,
    };

    public string? Check(JsonElement vector)
    {
        JsonElement input = vector.TryGetProperty("json", out JsonElement json) ? json : default;
        string? frame = FrameChecker.Texts(vector).FirstOrDefault();
        if (frame is null)
        {
            return "there is no frame in it";
        }

        byte[] text = Encoding.UTF8.GetBytes(frame);
        bool valid = vector.TryGetProperty("valid", out JsonElement mark) && mark.ValueKind == JsonValueKind.True;
        bool read = MessageReader.TryRead(text, out Message? message, out MessageError error);
        bool original = vector.TryGetProperty("expect", out JsonElement expect) && expect.GetString() == "original";
        if (valid)
        {
            // The reference parser takes it after all, and where we must agree so must we.
            return read || original ? null : $"refused: {error.Text}";
        }

        if (!read)
        {
            bool told = error.Kind != MessageErrorKind.None && error.Text.Length > 0 && message is null;
            return told ? null : "refused without a reason";
        }

        // Another type than the parser stands for is not that frame: nothing takes it for one.
        string? wanted = ExpectedType(vector, input);
        bool other = message is UnknownMessage || (wanted is not null && message!.Type != wanted);
        return original || other ? null : $"accepted as {message}";
    }

    private static string? ExpectedType(JsonElement vector, JsonElement input)
    {
        if (vector.TryGetProperty("error", out JsonElement error) && error.TryGetProperty("parser", out JsonElement parser)
            && s_typeOfParser.TryGetValue(parser.GetString() ?? string.Empty, out string? type))
        {
            return type;
        }

        return input.ValueKind == JsonValueKind.Object && input.TryGetProperty("type", out JsonElement own) && own.ValueKind == JsonValueKind.String
            ? own.GetString()
            : null;
    }
}
