using System.Text.Json;

namespace Fathom.Protocol.Messages;

/// <summary>Writes the payloads of intents, acks and commands.</summary>
internal static class StatePayloadWriter
{
    public static void Write(Utf8JsonWriter writer, Message message)
    {
        switch (message)
        {
            case StateUpdate update:
                writer.WriteString("scope"u8, update.Property.Scope);
                writer.WriteString("target"u8, update.Property.Target);
                writer.WriteString("key"u8, update.Property.Key);
                writer.Value("value"u8, update.Value);
                break;
            case AckState ack:
                writer.WriteString("intent_id"u8, ack.AckedIntentId);
                writer.WriteString("in_reply_to"u8, ack.InReplyTo);
                writer.WriteString("status"u8, ack.Status == AckStatus.Accepted ? "accepted"u8 : "rejected"u8);
                writer.Value("applied_value"u8, ack.AppliedValue);
                writer.Integer("version"u8, ack.Version);
                writer.Integer("revision"u8, ack.Revision);
                if (ack.Times is { } times)
                {
                    writer.WriteNumber("received_at"u8, times.ReceivedAt);
                    writer.WriteNumber("applied_at"u8, times.AppliedAt);
                }

                if (ack.Error is not null)
                {
                    writer.WriteStartObject("error"u8);
                    writer.Error(ack.Error);
                    writer.WriteEndObject();
                }

                break;
            case CallCommand call:
                writer.WriteString("command"u8, call.Command);
                writer.Values("args"u8, call.Arguments);
                writer.Value("kwargs"u8, call.Keywords);
                writer.Text("origin"u8, call.Origin);
                break;
            case ReplyCommand reply:
                writer.WriteString("in_reply_to"u8, reply.InReplyTo);
                writer.WriteString("status"u8, "ok"u8);
                writer.Value("result"u8, reply.Result);
                writer.Text("idempotency_key"u8, reply.IdempotencyKey);
                break;
            case ErrorCommand failure:
                writer.WriteString("in_reply_to"u8, failure.InReplyTo);
                writer.WriteString("status"u8, "error"u8);
                writer.Error(failure.Error);
                writer.Text("idempotency_key"u8, failure.IdempotencyKey);
                break;
        }
    }
}
