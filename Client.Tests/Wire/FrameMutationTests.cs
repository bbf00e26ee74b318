using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Fathom.Protocol.Messages;
using Xunit;

namespace Fathom.Client.Tests.Wire;

/// <summary>Good frames, damaged in every place and in every way: each is read or refused with a reason, and none throws.</summary>
public sealed class FrameMutationTests
{
    private static readonly string[] s_files = ["session", "notify", "state", "command"];

    private static readonly string[] s_extensions =
    [
        """{"type":"fathom.clock.ping","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"id":3,"client_s":0.25}}""",
        """{"type":"fathom.clock.pong","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"id":3,"client_s":0.25,"received_s":5.5,"sent_s":5.75}}""",
        """{"type":"fathom.credit","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"seq":4,"window":2,"revision":8}}""",
        """{"type":"fathom.drive.request","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"wanted":true,"force":true}}""",
        """{"type":"fathom.drive.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"is_driver":false,"driver":"ann","viewers":2}}""",
        """{"type":"fathom.view_size","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"width":640,"height":480,"pixel_ratio":1.5}}""",
        """{"type":"ack.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"intent_id":"i","in_reply_to":"f","status":"accepted","version":7,"revision":9,"received_at":1.25,"applied_at":1.375}}""",
        """{"type":"ack.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"intent_id":"i","in_reply_to":"f","status":"rejected","error":{"code":"c","message":"m","details":{"a":1}}}}""",
        """{"type":"session.hello","version":2,"frame_id":"f","timestamp":1.5,"payload":{"protocols":[2],"client":{"name":"n","version":"v","platform":"p"},"features":{"notify.scene":1,"a":"x","b":[],"c":{},"d":[[[1]]],"e":null},"resume_tokens":{"notify.scene":4.5,"x":true},"auth":{"type":"bearer","token":"t"}}}""",
    ];

    private static readonly string[] s_values = ["null", "{}", "[]", "\"x\"", "1.5", "true", "[1]", "[null]", "[[1]]", "{\"x\":1}", "-9e300", "\"7\""];

    public static TheoryData<string> Frames
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (string file in s_files)
            {
                string path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "vectors", $"{file}.json");
                foreach (JsonNode? vector in JsonNode.Parse(File.ReadAllText(path))!.AsArray())
                {
                    data.Add(vector!["json"]!.ToJsonString());
                }
            }

            foreach (string frame in s_extensions)
            {
                data.Add(frame);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_member_of_the_wrong_kind_is_no_surprise(string frame)
    {
        Assert.True(Read(frame), frame);
        int count = Places(JsonNode.Parse(frame)!).Count();
        for (int place = 0; place < count; place++)
        {
            foreach (string value in s_values)
            {
                Read(Replaced(frame, place, JsonNode.Parse(value)));
            }

            Read(Removed(frame, place));
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_that_is_cut_off_is_not_json(string frame)
    {
        byte[] text = Encoding.UTF8.GetBytes(frame);
        for (int length = 0; length < text.Length; length++)
        {
            Assert.False(MessageReader.TryRead(text.AsSpan(0, length), out _, out MessageError error));
            Assert.Equal(MessageErrorKind.NotJson, error.Kind);
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        Assert.False(MessageReader.TryRead([(byte)'"', 0xC3, 0x28, (byte)'"'], out _, out MessageError error));
        Assert.Equal(MessageErrorKind.NotUtf8, error.Kind);
    }

    /// <summary>Every member of every object, as its parent and name.</summary>
    private static IEnumerable<(JsonObject Parent, string Name)> Places(JsonNode node)
    {
        foreach (JsonObject found in Objects(node))
        {
            foreach (string name in found.Select(member => member.Key).ToArray())
            {
                yield return (found, name);
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        IEnumerable<JsonObject> own = node is JsonObject self ? [self] : [];
        return own.Concat(children.SelectMany(Objects));
    }

    private static string Replaced(string frame, int place, JsonNode? value)
    {
        JsonNode root = JsonNode.Parse(frame)!;
        (JsonObject parent, string name) = Places(root).ElementAt(place);
        parent[name] = value;
        return root.ToJsonString();
    }

    private static string Removed(string frame, int place)
    {
        JsonNode root = JsonNode.Parse(frame)!;
        (JsonObject parent, string name) = Places(root).ElementAt(place);
        parent.Remove(name);
        return root.ToJsonString();
    }

    private static bool Read(string text)
    {
        bool read = MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error);
        Assert.Equal(read, message is not null);
        Assert.Equal(read, error.Kind == MessageErrorKind.None);
        Assert.True(read || error.Text.Length > 0, text);
        return read;
    }
}
