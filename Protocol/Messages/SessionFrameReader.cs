using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payloads of <c>session.*</c>.</summary>
internal static class SessionFrameReader
{
    public static SessionHello? Hello(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenStrict(EnvelopeRule.BeforeSession, out FieldReader reader, out error))
        {
            return null;
        }

        ImmutableArray<int> protocols = default;
        ClientIdentity? client = null;
        ImmutableArray<KeyValuePair<string, bool>> features = default;
        ImmutableArray<KeyValuePair<string, string?>> tokens = default;
        HelloAuth? auth = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("protocols"u8))
            {
                protocols = Protocols(ref reader);
            }
            else if (name.SequenceEqual("client"u8))
            {
                client = Client(ref reader);
            }
            else if (name.SequenceEqual("features"u8))
            {
                features = Features(ref reader);
            }
            else if (name.SequenceEqual("resume_tokens"u8))
            {
                tokens = ResumeTokens(ref reader);
            }
            else if (name.SequenceEqual("auth"u8))
            {
                auth = Auth(ref reader);
            }
            else
            {
                reader.Unknown(name);
            }
        }

        Require(ref reader, protocols.IsDefault, "protocols");
        Require(ref reader, client is null, "client");
        Require(ref reader, features.IsDefault, "features");
        Require(ref reader, tokens.IsDefault, "resume_tokens");
        if (reader.Ok && protocols.IsEmpty)
        {
            reader.Invalid("protocols", "The hello must offer at least one protocol version.");
        }

        error = reader.Fault;
        return reader.Ok ? new SessionHello(frame.Envelope, protocols, client!, features, tokens, auth) : null;
    }

    public static SessionReject? Reject(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        var fields = default(ErrorFields);
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (!fields.TryTake(ref reader, name))
            {
                reader.Skip();
            }
        }

        // A reject ends the attempt whatever it says: a missing reason must not turn it into a time-out.
        error = reader.Fault;
        ErrorInfo info = fields.ToInfo();
        return reader.Ok ? new SessionReject(frame.Envelope, info.Code, info.Message, info.Details) : null;
    }

    public static SessionHeartbeat? Heartbeat(ref FrameParts frame, out MessageError error)
    {
        // Whatever it carries, a heartbeat is a sign of life that must be answered.
        return frame.OpenTolerant(out _, out error) ? new SessionHeartbeat(frame.Envelope) : null;
    }

    public static SessionAck? Ack(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenStrict(EnvelopeRule.InSession, out FieldReader reader, out error))
        {
            return null;
        }

        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            reader.Unknown(name);
        }

        error = reader.Fault;
        return reader.Ok ? new SessionAck(frame.Envelope) : null;
    }

    public static SessionGoodbye? Goodbye(ref FrameParts frame, out MessageError error)
    {
        // A goodbye that breaks a rule is still one to both session machines; only its reason is lost.
        if (!frame.OpenStrict(EnvelopeRule.InSession, out FieldReader reader, out error))
        {
            return null;
        }

        string? code = null, text = null, reason = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("code"u8))
            {
                code = reader.TextOfScalar("code");
            }
            else if (name.SequenceEqual("message"u8))
            {
                text = reader.TextOfScalar("message");
            }
            else if (name.SequenceEqual("reason"u8))
            {
                reason = reader.TextOfScalar("reason");
            }
            else
            {
                reader.Unknown(name);
            }
        }

        error = reader.Fault;
        return reader.Ok ? new SessionGoodbye(frame.Envelope, code, text, reason) : null;
    }

    public static SessionWelcome? Welcome(ref FrameParts frame, out MessageError error) => WelcomeFrameReader.Read(ref frame, out error);

    private static void Require(ref FieldReader reader, bool missing, string field)
    {
        if (missing)
        {
            reader.Missing(field);
        }
    }

    private static ImmutableArray<int> Protocols(ref FieldReader reader)
    {
        if (!reader.EnterList("protocols"))
        {
            return default;
        }

        var protocols = ImmutableArray.CreateBuilder<int>();
        while (reader.Scanner.NextElement())
        {
            if (reader.Int32("protocols") is int protocol)
            {
                protocols.Add(protocol);
            }
            else
            {
                reader.Invalid("protocols", "Protocol versions are integers.");
            }
        }

        return protocols.DrainToImmutable();
    }

    private static ClientIdentity? Client(ref FieldReader reader)
    {
        if (!reader.Enter("client"))
        {
            return null;
        }

        string? program = null, version = null, platform = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("name"u8))
            {
                program = reader.TextOfScalar("client.name");
            }
            else if (name.SequenceEqual("version"u8))
            {
                version = reader.TextOfScalar("client.version");
            }
            else if (name.SequenceEqual("platform"u8))
            {
                platform = reader.TextOfScalar("client.platform");
            }
            else
            {
                reader.Unknown(name);
            }
        }

        Require(ref reader, program is null, "client.name");
        Require(ref reader, version is null, "client.version");
        Require(ref reader, platform is null, "client.platform");
        return new ClientIdentity(program ?? string.Empty, version ?? string.Empty, platform ?? string.Empty);
    }

    private static ImmutableArray<KeyValuePair<string, bool>> Features(ref FieldReader reader)
    {
        if (!reader.Enter("features"))
        {
            return default;
        }

        var features = ImmutableArray.CreateBuilder<KeyValuePair<string, bool>>();
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            string feature = Encoding.UTF8.GetString(name);
            features.Add(new(feature, Truth(ref reader)));
        }

        return features.DrainToImmutable();
    }

    /// <summary>The reference server asks only whether the value counts as true.</summary>
    private static bool Truth(ref FieldReader reader) => reader.Value() switch
    {
        BoolValue flag => flag.Value,
        TextValue text => text.Value.Length > 0,
        ListValue list => !list.Items.IsEmpty,
        MapValue map => !map.Entries.IsEmpty,
        TensorValue => true,
        StateValue other => other.TryGetDouble(out double number) && number != 0,
    };

    private static ImmutableArray<KeyValuePair<string, string?>> ResumeTokens(ref FieldReader reader)
    {
        if (!reader.Enter("resume_tokens"))
        {
            return default;
        }

        var tokens = ImmutableArray.CreateBuilder<KeyValuePair<string, string?>>();
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            string topic = Encoding.UTF8.GetString(name);
            tokens.Add(new(topic, reader.TextOfScalar("resume_tokens")));
        }

        return tokens.DrainToImmutable();
    }

    private static HelloAuth? Auth(ref FieldReader reader)
    {
        // Anything but an object is ignored by the reference server.
        if (reader.Scanner.Peek() != JsonKind.Object)
        {
            reader.Skip();
            return null;
        }

        reader.Enter("auth");
        string? scheme = null, token = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("type"u8))
            {
                scheme = reader.TextOfScalar("auth.type");
            }
            else if (name.SequenceEqual("token"u8))
            {
                token = reader.TextOfScalar("auth.token");
            }
            else
            {
                reader.Unknown(name);
            }
        }

        Require(ref reader, scheme is null, "auth.type");
        return new HelloAuth(scheme ?? string.Empty, token);
    }
}
