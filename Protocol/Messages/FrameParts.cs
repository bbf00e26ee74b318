using System;
using Fathom.Protocol.Json;

namespace Fathom.Protocol.Messages;

/// <summary>The envelope of a frame being read, and where its payload lies. Members may come in any order; the last of several of one name wins.</summary>
internal ref struct FrameParts
{
    private const string NoPayload = "The frame has no payload object.";

    private JsonScanner _payload;
    private bool _hasPayload;
    private bool _hasVersion;
    private long? _version;
    private double? _timestamp;
    private MessageError _fault;

    public string? Type { get; private set; }

    public string? Session { get; private set; }

    public string? FrameId { get; private set; }

    public string? IntentId { get; private set; }

    public string? DeltaToken { get; private set; }

    public long? Seq { get; private set; }

    public readonly Envelope Envelope => new()
    {
        Session = Session,
        FrameId = FrameId,
        Timestamp = _timestamp ?? 0,
        Seq = Seq,
        DeltaToken = DeltaToken,
        IntentId = IntentId,
        IsReceived = true,
    };

    public static bool TryRead(ReadOnlySpan<byte> utf8, ref FrameParts frame, out MessageError error)
    {
        var reader = new FieldReader(new JsonScanner(utf8));
        if (reader.Scanner.Peek() != JsonKind.Object)
        {
            bool json = reader.Scanner.Skip() && reader.Scanner.AtEnd();
            error = json
                ? new MessageError(MessageErrorKind.NotAnObject, string.Empty, "The frame is JSON, but not an object.")
                : NotJson(reader.Scanner.Fault, reader.Scanner.Position);
            return false;
        }

        reader.Scanner.EnterObject();
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            frame.ReadMember(name, ref reader);
        }

        if (!reader.Scanner.AtEnd())
        {
            error = NotJson(reader.Scanner.Fault, reader.Scanner.Position);
            return false;
        }

        frame._fault = reader.Fault;
        error = default;
        return true;
    }

    /// <summary>Opens the payload of a frame that a server sent: only what is needed to understand it is asked for.</summary>
    public bool OpenTolerant(out FieldReader payload, out MessageError error)
    {
        payload = new FieldReader(_payload);
        if (!CheckVersion(out error))
        {
            return false;
        }

        return EnterPayload(ref payload, out error);
    }

    /// <summary>Opens the payload of a frame that a client sent: the envelope must be exactly right.</summary>
    public bool OpenStrict(EnvelopeRule rule, out FieldReader payload, out MessageError error)
    {
        payload = new FieldReader(_payload);
        if (_fault.Kind != MessageErrorKind.None)
        {
            error = _fault;
            return false;
        }

        if (!CheckVersion(out error))
        {
            return false;
        }

        if (_timestamp is null)
        {
            return Fail(out error, MessageErrorKind.MissingField, "timestamp", "The frame has no timestamp.");
        }

        if (Seq < 0)
        {
            return Fail(out error, MessageErrorKind.InvalidValue, "seq", "The frame's seq is negative.");
        }

        if (rule.Check(Envelope) is (string field, bool missing))
        {
            return missing
                ? Fail(out error, MessageErrorKind.MissingField, field, $"{Type} needs {field}.")
                : Fail(out error, MessageErrorKind.ForbiddenField, field, $"{Type} must not carry {field}.");
        }

        return EnterPayload(ref payload, out error);
    }

    public static MessageError NotJson(JsonFault fault, int position) =>
        new(MessageErrorKind.NotJson, string.Empty, $"The frame is not JSON: {fault} at byte {position}.");

    private static bool Fail(out MessageError error, MessageErrorKind kind, string field, string text)
    {
        error = new MessageError(kind, field, text);
        return false;
    }

    private readonly bool EnterPayload(ref FieldReader payload, out MessageError error)
    {
        if (!_hasPayload)
        {
            return Fail(out error, MessageErrorKind.MissingField, "payload", NoPayload);
        }

        bool entered = payload.Enter("payload");
        error = payload.Fault;
        return entered;
    }

    private readonly bool CheckVersion(out MessageError error)
    {
        error = default;
        if (_version == Message.ProtocolVersion)
        {
            return true;
        }

        return _version is null && !_hasVersion
            ? Fail(out error, MessageErrorKind.MissingField, "version", "The frame has no version.")
            : Fail(out error, MessageErrorKind.UnsupportedVersion, "version", "The frame is not of protocol version 2.");
    }

    private void ReadMember(ReadOnlySpan<byte> name, ref FieldReader reader)
    {
        if (name.SequenceEqual("type"u8))
        {
            Type = ReadType(ref reader);
        }
        else if (name.SequenceEqual("version"u8))
        {
            _hasVersion = true;
            var trial = new FieldReader(reader.Scanner);
            _version = trial.Integer("version");
            reader.Scanner = trial.Scanner;
        }
        else if (name.SequenceEqual("session"u8))
        {
            Session = reader.TextOfScalar("session");
        }
        else if (name.SequenceEqual("frame_id"u8))
        {
            FrameId = reader.TextOfScalar("frame_id");
        }
        else if (name.SequenceEqual("timestamp"u8))
        {
            _timestamp = reader.Number("timestamp");
        }
        else if (name.SequenceEqual("seq"u8))
        {
            Seq = reader.Integer("seq");
        }
        else if (name.SequenceEqual("delta_token"u8))
        {
            DeltaToken = reader.TextOfScalar("delta_token");
        }
        else if (name.SequenceEqual("intent_id"u8))
        {
            IntentId = reader.TextOfScalar("intent_id");
        }
        else if (name.SequenceEqual("payload"u8))
        {
            _payload = reader.Scanner;
            _hasPayload = true;
            reader.Skip();
        }
        else
        {
            reader.Skip();
        }
    }

    private static string? ReadType(ref FieldReader reader)
    {
        if (reader.Scanner.Peek() != JsonKind.Text)
        {
            reader.Skip();
            return null;
        }

        JsonScanner start = reader.Scanner;
        if (reader.Scanner.ReadTextSpan(out ReadOnlySpan<byte> span, out bool escaped) && !escaped && KnownTypes.Find(span) is string known)
        {
            return known;
        }

        reader.Scanner = start;
        return reader.Scanner.ReadText(out string text) ? text : null;
    }
}
