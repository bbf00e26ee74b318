using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of <c>call.command</c>, <c>reply.command</c> and <c>error.command</c>.</summary>
internal static class CommandFrameReader
{
    public static CallCommand? Call(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenStrict(EnvelopeRule.InSession, out FieldReader reader, out error))
        {
            return null;
        }

        string? command = null, origin = null;
        ImmutableArray<StateValue> arguments = [];
        MapValue? keywords = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("command"u8))
            {
                command = reader.TextOfScalar("command");
            }
            else if (name.SequenceEqual("args"u8))
            {
                arguments = Arguments(ref reader);
            }
            else if (name.SequenceEqual("kwargs"u8))
            {
                keywords = reader.Map("kwargs");
            }
            else if (name.SequenceEqual("origin"u8))
            {
                origin = reader.TextOfScalar("origin");
            }
            else
            {
                reader.Skip();
            }
        }

        if (command is null)
        {
            reader.Missing("command");
        }

        error = reader.Fault;
        return reader.Ok ? new CallCommand(frame.Envelope, command!, arguments, keywords, origin) : null;
    }

    public static ReplyCommand? Reply(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? inReplyTo = null, idempotencyKey = null;
        StateValue? result = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("in_reply_to"u8))
            {
                inReplyTo = reader.TextOfScalar("in_reply_to");
            }
            else if (name.SequenceEqual("result"u8))
            {
                result = reader.IsNull() ? null : reader.Value();
            }
            else if (name.SequenceEqual("idempotency_key"u8))
            {
                idempotencyKey = reader.TextOfScalar("idempotency_key");
            }
            else
            {
                reader.Skip();
            }
        }

        if (inReplyTo is null)
        {
            reader.Missing("in_reply_to");
        }

        error = reader.Fault;
        return reader.Ok ? new ReplyCommand(frame.Envelope, inReplyTo!, result, idempotencyKey) : null;
    }

    public static ErrorCommand? Error(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? inReplyTo = null, idempotencyKey = null;
        var fields = default(ErrorFields);
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("in_reply_to"u8))
            {
                inReplyTo = reader.TextOfScalar("in_reply_to");
            }
            else if (name.SequenceEqual("idempotency_key"u8))
            {
                idempotencyKey = reader.TextOfScalar("idempotency_key");
            }
            else if (!fields.TryTake(ref reader, name))
            {
                reader.Skip();
            }
        }

        if (inReplyTo is null)
        {
            reader.Missing("in_reply_to");
        }

        error = reader.Fault;
        return reader.Ok ? new ErrorCommand(frame.Envelope, inReplyTo!, fields.ToInfo(), idempotencyKey) : null;
    }

    private static ImmutableArray<StateValue> Arguments(ref FieldReader reader)
    {
        if (!reader.EnterList("args"))
        {
            return [];
        }

        var arguments = ImmutableArray.CreateBuilder<StateValue>();
        while (reader.Scanner.NextElement())
        {
            arguments.Add(reader.Value());
        }

        return arguments.DrainToImmutable();
    }
}
