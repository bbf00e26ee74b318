using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Fathom.Protocol.Json;

namespace Fathom.Protocol.Messages;

/// <summary>Reads the payload of <c>session.welcome</c>.</summary>
internal static class WelcomeFrameReader
{
    // What the reference server uses when it says nothing else.
    private const double DefaultHeartbeatSeconds = 15;

    public static SessionWelcome? Read(ref FrameParts frame, out MessageError error)
    {
        if (!frame.OpenTolerant(out FieldReader reader, out error))
        {
            return null;
        }

        int? version = null;
        SessionInfo? info = null;
        ImmutableArray<KeyValuePair<string, FeatureToggle>> features = [];
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("protocol_version"u8))
            {
                version = reader.Int32("protocol_version");
            }
            else if (name.SequenceEqual("session"u8))
            {
                info = Info(ref reader);
            }
            else if (name.SequenceEqual("features"u8))
            {
                features = Features(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (version is not null and not Message.ProtocolVersion)
        {
            reader.Report(MessageErrorKind.UnsupportedVersion, "protocol_version", "The server speaks another version of the protocol.");
        }

        string? id = string.IsNullOrEmpty(info?.Id) ? frame.Session : info.Id;
        if (string.IsNullOrEmpty(id))
        {
            reader.Missing("session.id");
        }

        error = reader.Fault;
        if (!reader.Ok)
        {
            return null;
        }

        info = (info ?? new SessionInfo(id!, DefaultHeartbeatSeconds, null)) with { Id = id! };
        return new SessionWelcome(frame.Envelope, info, features);
    }

    private static SessionInfo? Info(ref FieldReader reader)
    {
        if (!reader.Enter("session"))
        {
            return null;
        }

        string? id = null;
        double? heartbeat = null;
        int? ackTimeout = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("id"u8))
            {
                id = reader.TextOfScalar("session.id");
            }
            else if (name.SequenceEqual("heartbeat_s"u8))
            {
                heartbeat = reader.Number("session.heartbeat_s");
            }
            else if (name.SequenceEqual("ack_timeout_ms"u8))
            {
                ackTimeout = reader.Int32("session.ack_timeout_ms");
            }
            else
            {
                reader.Skip();
            }
        }

        bool usable = heartbeat is double seconds && double.IsFinite(seconds) && seconds > 0;
        return new SessionInfo(id ?? string.Empty, usable ? heartbeat!.Value : DefaultHeartbeatSeconds, ackTimeout);
    }

    private static ImmutableArray<KeyValuePair<string, FeatureToggle>> Features(ref FieldReader reader)
    {
        if (reader.IsNull() || !reader.Enter("features"))
        {
            return [];
        }

        var features = ImmutableArray.CreateBuilder<KeyValuePair<string, FeatureToggle>>();
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            string feature = Encoding.UTF8.GetString(name);
            features.Add(new(feature, Toggle(ref reader)));
        }

        return features.DrainToImmutable();
    }

    private static FeatureToggle Toggle(ref FieldReader reader)
    {
        if (reader.Scanner.Peek() != JsonKind.Object)
        {
            // A bare truth value says what it means.
            return new FeatureToggle(reader.Bool("features") ?? false);
        }

        reader.Enter("features");
        bool enabled = false;
        int? version = null;
        bool? resume = null;
        ImmutableArray<string> commands = default;
        ResumeState? state = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("enabled"u8))
            {
                enabled = reader.Bool("enabled") ?? false;
            }
            else if (name.SequenceEqual("version"u8))
            {
                version = reader.Int32("version");
            }
            else if (name.SequenceEqual("resume"u8))
            {
                resume = reader.Bool("resume");
            }
            else if (name.SequenceEqual("commands"u8))
            {
                commands = reader.Texts("commands");
            }
            else if (name.SequenceEqual("resume_state"u8))
            {
                state = State(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new FeatureToggle(enabled, version, resume, commands, state);
    }

    private static ResumeState? State(ref FieldReader reader)
    {
        if (reader.Scanner.Peek() != JsonKind.Object)
        {
            reader.Skip();
            return null;
        }

        reader.Enter("resume_state");
        long seq = 0;
        string? token = null;
        while (reader.NextProperty(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("seq"u8))
            {
                seq = reader.Integer("seq") ?? 0;
            }
            else if (name.SequenceEqual("delta_token"u8))
            {
                token = reader.TextOfScalar("delta_token");
            }
            else
            {
                reader.Skip();
            }
        }

        // Without its token a place in the history is worth nothing.
        return token is null ? null : new ResumeState(seq, token);
    }
}
