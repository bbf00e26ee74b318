using System.Collections.Generic;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>What a stage is and what can be done about it, in words.</summary>
internal static class StageText
{
    private static readonly Dictionary<string, (string Meaning, string Advice)> s_texts = new()
    {
        ["queue"] = ("from the input to our socket: throttle and outbox", "Intents wait for the window of unanswered ones: a slow answer holds them back. Look at apply and at the network."),
        ["send"] = ("our socket to the server", "The way to the server takes long; on a narrow line look at what else is sent."),
        ["apply"] = ("from the server's socket to its renderer", "The server is busy with an older picture when the intent comes, or paces its rendering; a smaller picture helps."),
        ["render"] = ("the server renders", "A smaller picture, a coarser level or fewer layers; for volumes a larger sample step. 'fathom bench render' measures it alone."),
        ["encode"] = ("from the rendered picture to the access unit", "A smaller picture or a lower frame rate leaves the encoder more time; key frames are the slow ones."),
        ["serve"] = ("from the access unit to the server's socket", "The viewer's credits or the socket hold the frame back: the line is full. A lower --bitrate on the server helps."),
        ["network"] = ("from the server's socket to our last byte", "The bytes take long: a lower --bitrate on the server, or a better line."),
        [StageBand.Transport] = ("both ways through the network", "The line's round trip; only being nearer helps, or fewer bytes where it is narrow."),
        ["decode"] = ("from the last byte to the decoded picture", "'fathom doctor --time' shows faster ways to decode on this machine; a smaller picture helps any."),
        ["wait"] = ("from the decoded picture to the tick that takes it", "The presenter holds frames to even out jitter ('--presenter latest' does not), or the main thread is late to take them: the machine is busy."),
        ["draw"] = ("the calls that draw", "Drawing on the CPU: 'fathom doctor' says which GL is used; software GL is slow at large sizes."),
        ["gpu"] = ("what the GPU still works when the swap has returned", "The GPU is behind: a smaller window, or a faster GPU."),
        ["swap"] = ("the swap; in a window it waits for the screen", "The swap waits for the next refresh of the screen."),
        ["remote"] = ("everything between two moments on our side, where the server tells no times", "This server tells no times: ask its own figures, or use the reference server to see inside."),
    };

    /// <summary>What the piece of that name is.</summary>
    public static string MeaningOf(string name) => s_texts.TryGetValue(name, out (string Meaning, string Advice) text) ? text.Meaning : name;

    /// <summary>What can be done when the piece of that name is the largest.</summary>
    public static string AdviceOn(string name) => s_texts.TryGetValue(name, out (string Meaning, string Advice) text) ? text.Advice : string.Empty;

    /// <summary>Where a stage happens: client, network or server.</summary>
    public static string PlaceOf(Stage stage) => stage switch
    {
        Stage.Send or Stage.Network => "network",
        Stage.Apply or Stage.Render or Stage.Encode or Stage.Serve => "server",
        Stage.Remote => "elsewhere",
        _ => "client",
    };
}
