using System;
using System.Buffers;
using System.Text.Json;

namespace Fathom.Protocol.Messages;

/// <summary>Writes frames of the state channel: compact, ASCII only, integers as integers, absent members left out.</summary>
public static class MessageWriter
{
    // Reset for each frame; a writer per thread keeps sending free of allocations.
    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>Writes one frame.</summary>
    /// <exception cref="ArgumentException">
    /// The message was received in a form that must not be sent (a message made here cannot be in one), or it is of an unknown type.
    /// </exception>
    public static void Write(IBufferWriter<byte> output, Message message)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message);
        if (message is UnknownMessage)
        {
            throw new ArgumentException($"Frames of the unknown type '{message.Type}' are never sent.", nameof(message));
        }

        Message.Demand(message.Type, message.Rule, message.Envelope);
        Utf8JsonWriter writer = s_writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        writer.Reset(output);
        try
        {
            WriteFrame(writer, message);
            writer.Flush();
        }
        finally
        {
            // Drops what is half-written after a fault, and the reference to the caller's buffer.
            writer.Reset(NoOutput.Instance);
        }
    }

    /// <summary>Writes one frame into a new array.</summary>
    public static byte[] ToUtf8(Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteFrame(Utf8JsonWriter writer, Message message)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, message.Type);
        writer.WriteNumber("version"u8, Message.ProtocolVersion);
        WriteText(writer, "session"u8, message.Session);
        WriteText(writer, "frame_id"u8, message.FrameId);
        writer.WriteNumber("timestamp"u8, message.Timestamp);
        if (message.Seq is long seq)
        {
            writer.WriteNumber("seq"u8, seq);
        }

        WriteText(writer, "delta_token"u8, message.DeltaToken);
        WriteText(writer, "intent_id"u8, message.IntentId);
        writer.WriteStartObject("payload"u8);
        WritePayload(writer, message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WritePayload(Utf8JsonWriter writer, Message message)
    {
        switch (message)
        {
            case StateUpdate or AckState or CallCommand or ReplyCommand or ErrorCommand:
                StatePayloadWriter.Write(writer, message);
                break;
            case SessionHello or SessionWelcome or SessionReject or SessionGoodbye:
                SessionPayloadWriter.Write(writer, message);
                break;
            case SessionHeartbeat or SessionAck:
                break;
            case ClockPing or ClockPong or DisplayCredit or DriveRequest or DriveState or ViewSize:
                ExtensionPayloadWriter.Write(writer, message);
                break;
            default:
                NotifyPayloadWriter.Write(writer, message);
                break;
        }
    }
}
