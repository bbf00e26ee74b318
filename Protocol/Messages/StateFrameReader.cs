using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of <c>state.update</c> and <c>ack.state</c>.</summary>
internal static class StateFrameReader
{
    private const string Accepted = "accepted";
    private const string Rejected = "rejected";

    public static StateUpdate? Update(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenStrict(EnvelopeRule.Intent, out FieldReader reader, out error))
        {
            return null;
        }

        string? scope = null, target = null, key = null;
        StateValue? value = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("scope"u8))
            {
                scope = reader.TextOfScalar("scope");
            }
            else if (name.SequenceEqual("target"u8))
            {
                target = reader.TextOfScalar("target");
            }
            else if (name.SequenceEqual("key"u8))
            {
                key = reader.TextOfScalar("key");
            }
            else if (name.SequenceEqual("value"u8))
            {
                value = reader.Value();
            }
            else
            {
                reader.Skip();
            }
        }

        if (scope is null || target is null || key is null || value is null)
        {
            reader.Missing(scope is null ? "scope" : target is null ? "target" : key is null ? "key" : "value");
        }

        error = reader.Fault;
        return reader.Ok ? new StateUpdate(frame.Envelope, new PropertyKey(scope!, target!, key!), value!) : null;
    }

    public static AckState? Ack(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        string? intent = null, inReplyTo = null, status = null;
        StateValue? applied = null;
        long? version = null, revision = null;
        double? receivedAt = null, appliedAt = null;
        ErrorInfo? problem = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("intent_id"u8))
            {
                intent = reader.TextOfScalar("intent_id");
            }
            else if (name.SequenceEqual("in_reply_to"u8))
            {
                inReplyTo = reader.TextOfScalar("in_reply_to");
            }
            else if (name.SequenceEqual("status"u8))
            {
                status = reader.TextOfScalar("status");
            }
            else if (name.SequenceEqual("applied_value"u8))
            {
                applied = reader.IsNull() ? null : reader.Value();
            }
            else if (name.SequenceEqual("version"u8))
            {
                version = reader.Integer("version");
            }
            else if (name.SequenceEqual("revision"u8))
            {
                revision = reader.Integer("revision");
            }
            else if (name.SequenceEqual("received_at"u8))
            {
                receivedAt = reader.Number("received_at");
            }
            else if (name.SequenceEqual("applied_at"u8))
            {
                appliedAt = reader.Number("applied_at");
            }
            else if (name.SequenceEqual("error"u8))
            {
                problem = ErrorReader.Read(ref reader, "error");
            }
            else
            {
                reader.Skip();
            }
        }

        if ((intent ?? inReplyTo) is null)
        {
            reader.Missing("intent_id");
        }

        if (status is not Accepted and not Rejected)
        {
            reader.Invalid("status", "An ack accepts or rejects.");
        }

        error = reader.Fault;
        if (!reader.Ok)
        {
            return null;
        }

        bool accepted = status == Accepted;
        problem = accepted ? null : problem ?? new ErrorInfo("state.invalid", "The server gave no reason.");
        AckStatus outcome = accepted ? AckStatus.Accepted : AckStatus.Rejected;

        // Bare NaN and Infinity can be read, but no time is either.
        AckTimes? times = receivedAt is { } received && appliedAt is { } done && double.IsFinite(received) && double.IsFinite(done) ? new AckTimes(received, done) : null;
        return AckState.Received(frame.Envelope, intent ?? string.Empty, inReplyTo ?? string.Empty, outcome, applied, version, revision, times, problem);
    }
}
