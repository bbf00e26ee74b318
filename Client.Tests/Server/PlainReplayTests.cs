using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>What clients of the public protocol were recorded to send, sent to the real server: it answers as the recordings say, and never with anything of ours.</summary>
public sealed class PlainReplayTests
{
    private static readonly string[] s_ours = ["revision", "fathom", "pixel.", "state.forbidden"];

    public static TheoryData<string> Conversations() => ["reactions_hs.json", "reactions_post.json"];

    [SkippableTheory]
    [MemberData(nameof(Conversations))]
    public async Task Beginnings_and_ends_go_as_recorded(string file)
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        foreach (JsonElement vector in Read(file))
        {
            await using ServerClient client = file == "reactions_hs.json"
                ? await ServerClient.ConnectAsync(server.StateUrl)
                : await ServerClient.OpenAsync(server.StateUrl, extended: false);
            await SendAsync(client, vector);
            string name = vector.GetProperty("name").GetString()!;
            JsonElement reaction = vector.GetProperty("reaction");
            foreach (JsonElement frame in reaction.GetProperty("frames").EnumerateArray().Where(IsAnswer))
            {
                string told = await NextAsync(client, frame.GetProperty("type").GetString()!);
                Assert.True(CodeOf(frame) == CodeOf(JsonDocument.Parse(told).RootElement), $"{name}: {told}");
            }

            if (reaction.TryGetProperty("closed", out JsonElement closed) && closed.ValueKind == JsonValueKind.Object)
            {
                Assert.Equal((name, closed.GetProperty("code").GetInt32()), (name, await client.ClosedAsync()));
            }

            AssertPlain(client);
        }
    }

    [SkippableFact]
    public async Task Intents_are_accepted_and_refused_as_recorded()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        int compared = 0;
        foreach (JsonElement vector in Read("reactions_state.json"))
        {
            JsonElement? ack = vector.GetProperty("reaction").GetProperty("frames").EnumerateArray().Where(frame => frame.GetProperty("type").GetString() == MessageTypes.AckState).Cast<JsonElement?>().FirstOrDefault();
            if (ack is not { } expected)
            {
                continue;
            }

            await client.SendTextAsync(TextOf(vector));
            string told = await NextAsync(client, MessageTypes.AckState);
            Assert.True(CodeOf(expected) == CodeOf(JsonDocument.Parse(told).RootElement), $"{vector.GetProperty("name")}: {told}");
            compared++;
        }

        Assert.InRange(compared, 5, 1000);
        AssertPlain(client);
    }

    private static void AssertPlain(ServerClient client) =>
        Assert.DoesNotContain(client.Texts, text => s_ours.Any(ours => text.Contains(ours, StringComparison.Ordinal) && !text.Contains("napari.pixel.", StringComparison.Ordinal)));

    /// <summary>Notices depend on what is shown; answers do not.</summary>
    private static bool IsAnswer(JsonElement frame) => !frame.GetProperty("type").GetString()!.StartsWith("notify.", StringComparison.Ordinal);

    /// <summary>What an answer says, without what differs from one server to another.</summary>
    private static string CodeOf(JsonElement frame)
    {
        JsonElement payload = frame.GetProperty("payload");
        string status = payload.TryGetProperty("status", out JsonElement state) ? state.GetString()! : string.Empty;
        string error = payload.TryGetProperty("error", out JsonElement fault) ? fault.GetProperty("code").GetString()! : string.Empty;
        string code = payload.TryGetProperty("code", out JsonElement own) ? own.GetString()! : string.Empty;
        return $"{frame.GetProperty("type").GetString()} {status} {error} {code}";
    }

    private static async Task<string> NextAsync(ServerClient client, string type)
    {
        while (true)
        {
            if ((await client.ReceiveAsync()).Type == type)
            {
                return client.Texts[^1];
            }
        }
    }

    /// <summary>A vector without any message is silence.</summary>
    private static Task SendAsync(ServerClient client, JsonElement vector)
    {
        if (vector.TryGetProperty("binary_hex", out JsonElement hex))
        {
            return client.SendBytesAsync(Convert.FromHexString(hex.GetString()!));
        }

        bool isSilent = vector.GetProperty("json").ValueKind == JsonValueKind.Null && vector.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.Null;
        return isSilent ? Task.CompletedTask : client.SendTextAsync(TextOf(vector));
    }

    private static string TextOf(JsonElement vector) =>
        vector.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : vector.GetProperty("json").GetRawText();

    private static IEnumerable<JsonElement> Read(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "vectors", file);
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray();
    }
}
