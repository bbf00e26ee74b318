using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>What a server answered: acks, replies, rejects, goodbyes and the close; notices are not meant to be compared.</summary>
internal sealed record Reaction(IReadOnlyList<MapValue> Frames, int? CloseCode)
{
    private static readonly HashSet<string> s_compared =
    [
        MessageTypes.SessionWelcome, MessageTypes.SessionReject, MessageTypes.SessionGoodbye, MessageTypes.AckState, MessageTypes.ReplyCommand,
        MessageTypes.ErrorCommand,
    ];

    /// <summary>What the recorded server did.</summary>
    public static Reaction Recorded(JsonElement vector)
    {
        JsonElement reaction = vector.GetProperty("reaction");
        var frames = reaction.GetProperty("frames").EnumerateArray().Select(JsonMeaning.Of).OfType<MapValue>();
        JsonElement closed = reaction.GetProperty("closed");
        int? code = closed.ValueKind == JsonValueKind.Object ? closed.GetProperty("code").GetInt32() : null;
        return new Reaction([.. frames.Where(frame => s_compared.Contains(frame["type"]?.AsText() ?? string.Empty))], code);
    }

    /// <summary>What ours did.</summary>
    public static Reaction Of(IEnumerable<ServerAction> actions)
    {
        ServerAction[] all = [.. actions];
        var sent = all.OfType<ServerAction.Send>().Select(action => JsonMeaning.Parse(System.Text.Encoding.UTF8.GetString(MessageWriter.ToUtf8(action.Message))));
        return new Reaction([.. sent.OfType<MapValue>()], all.OfType<ServerAction.Close>().FirstOrDefault()?.Code);
    }

    /// <summary>The first difference between what was recorded and what ours did, or null.</summary>
    public string? DifferenceTo(Reaction ours)
    {
        if (CloseCode != ours.CloseCode)
        {
            return FormattableString.Invariant($"recorded close {CloseCode ?? 0}, ours {ours.CloseCode ?? 0}");
        }

        if (Frames.Count != ours.Frames.Count)
        {
            return $"recorded {Frames.Count} answers, ours {ours.Frames.Count}: {Names(Frames)} / {Names(ours.Frames)}";
        }

        for (int i = 0; i < Frames.Count; i++)
        {
            if (Difference(Frames[i], ours.Frames[i]) is string difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string Names(IEnumerable<MapValue> frames) => string.Join(",", frames.Select(frame => frame["type"]?.AsText()));

    private static string? Difference(MapValue recorded, MapValue ours)
    {
        string type = recorded["type"]!.AsText()!;
        if (ours["type"]?.AsText() != type)
        {
            return $"recorded {type}, ours {ours["type"]?.AsText()}";
        }

        var expected = (MapValue)recorded["payload"]!;
        var actual = (MapValue)ours["payload"]!;
        string[] members = type switch
        {
            MessageTypes.AckState => ["intent_id", "in_reply_to", "status", "applied_value"],
            MessageTypes.ReplyCommand => ["in_reply_to", "status", "result"],
            MessageTypes.ErrorCommand => ["in_reply_to", "status", "code"],
            MessageTypes.SessionReject => ["code"],
            MessageTypes.SessionGoodbye => ["code", "reason"],
            _ => ["protocol_version"],
        };
        foreach (string member in members)
        {
            StateValue left = expected[member] ?? StateValue.Null, right = actual[member] ?? StateValue.Null;
            if (!JsonMeaning.Same(left, right))
            {
                return $"{type} {member}: recorded {Text(left)}, ours {Text(right)}";
            }
        }

        string? code = (expected["error"] as MapValue)?["code"]?.AsText(), ourCode = (actual["error"] as MapValue)?["code"]?.AsText();
        if (code != ourCode)
        {
            return $"{type} error: recorded {code}, ours {ourCode}";
        }

        return type == MessageTypes.SessionWelcome ? FeatureDifference(expected, actual) : OptionsDifference(type, expected, actual);
    }

    private static string? FeatureDifference(MapValue expected, MapValue actual)
    {
        var wanted = (MapValue)expected["features"]!;
        var given = (MapValue)actual["features"]!;
        foreach ((string name, StateValue toggle) in wanted.Entries)
        {
            bool? enabled = (toggle as MapValue)?["enabled"]?.AsBool();
            if ((given[name] as MapValue)?["enabled"]?.AsBool() != enabled)
            {
                return $"welcome {name}: recorded enabled {enabled}";
            }
        }

        return given.Entries.Length == wanted.Entries.Length ? null : "welcome names other features than were recorded";
    }

    /// <summary>The choices of an ambiguous path are part of the answer; other details are for people.</summary>
    private static string? OptionsDifference(string type, MapValue expected, MapValue actual)
    {
        StateValue? options = (expected["details"] as MapValue)?["options"];
        StateValue? ours = (actual["details"] as MapValue)?["options"];
        return options is null || (ours is not null && JsonMeaning.Same(options, ours)) ? null : $"{type} options: recorded {Text(options)}, ours {Text(ours)}";
    }

    private static string Text(StateValue? value) => value switch
    {
        null or NullValue => "nothing",
        ListValue list => $"[{string.Join(",", list.Items.Select(Text))}]",
        MapValue map => $"{{{string.Join(",", map.Entries.Select(entry => $"{entry.Key}:{Text(entry.Value)}"))}}}",
        _ => value.ToString()!,
    };
}
