using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Protocol.Messages;

/// <summary>Writes the payloads of <c>session.*</c>.</summary>
internal static class SessionPayloadWriter
{
    public static void Write(Utf8JsonWriter writer, Message message)
    {
        switch (message)
        {
            case SessionHello hello:
                Hello(writer, hello);
                break;
            case SessionWelcome welcome:
                Welcome(writer, welcome);
                break;
            case SessionReject reject:
                writer.WriteString("code"u8, reject.Code);
                writer.WriteString("message"u8, reject.Reason);
                writer.Value("details"u8, reject.Details);
                break;
            case SessionGoodbye goodbye:
                writer.Text("code"u8, goodbye.Code);
                writer.Text("message"u8, goodbye.Text);
                writer.Text("reason"u8, goodbye.Reason);
                break;
        }
    }

    private static void Hello(Utf8JsonWriter writer, SessionHello hello)
    {
        writer.Integers("protocols"u8, hello.Protocols);
        writer.WriteStartObject("client"u8);
        writer.WriteString("name"u8, hello.Client.Name);
        writer.WriteString("version"u8, hello.Client.Version);
        writer.WriteString("platform"u8, hello.Client.Platform);
        writer.WriteEndObject();
        writer.WriteStartObject("features"u8);
        foreach (KeyValuePair<string, bool> feature in hello.Features)
        {
            writer.WriteBoolean(feature.Key, feature.Value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("resume_tokens"u8);
        foreach (KeyValuePair<string, string?> token in hello.ResumeTokens)
        {
            writer.WriteString(token.Key, token.Value);
        }

        writer.WriteEndObject();
        if (hello.Auth is HelloAuth auth)
        {
            writer.WriteStartObject("auth"u8);
            writer.WriteString("type"u8, auth.Type);
            writer.Text("token"u8, auth.Token);
            writer.WriteEndObject();
        }
    }

    private static void Welcome(Utf8JsonWriter writer, SessionWelcome welcome)
    {
        writer.WriteNumber("protocol_version"u8, Message.ProtocolVersion);
        writer.WriteStartObject("session"u8);
        writer.WriteString("id"u8, welcome.Info.Id);
        writer.WriteNumber("heartbeat_s"u8, welcome.Info.HeartbeatSeconds);
        writer.Integer("ack_timeout_ms"u8, welcome.Info.AckTimeoutMs);
        writer.WriteEndObject();
        writer.WriteStartObject("features"u8);
        foreach (KeyValuePair<string, FeatureToggle> feature in welcome.Features)
        {
            writer.WriteStartObject(feature.Key);
            Toggle(writer, feature.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Toggle(Utf8JsonWriter writer, FeatureToggle toggle)
    {
        writer.WriteBoolean("enabled"u8, toggle.Enabled);
        writer.Integer("version"u8, toggle.Version);
        writer.Flag("resume"u8, toggle.Resume);
        writer.Texts("commands"u8, toggle.Commands);
        if (toggle.ResumeState is ResumeState state)
        {
            writer.WriteStartObject("resume_state"u8);
            writer.WriteNumber("seq"u8, state.Seq);
            writer.WriteString("delta_token"u8, state.DeltaToken);
            writer.WriteEndObject();
        }
    }
}
