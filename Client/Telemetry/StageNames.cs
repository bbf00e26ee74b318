using System;

namespace Fathom.Client.Telemetry;

/// <summary>The names of stages and fates as reports write them.</summary>
internal static class StageNames
{
    private static readonly string[] s_stages = ["queue", "send", "apply", "render", "encode", "serve", "network", "decode", "wait", "draw", "gpu", "swap", "remote"];
    private static readonly string[] s_frameFates = ["shown", "superseded", "late", "gated", "stopped", "over_capacity", "decode_error"];
    private static readonly string[] s_intentFates = ["open", "answered", "answered_together", "unchanged", "superseded", "rejected", "lost", "no_picture"];

    /// <summary>How many stages there are.</summary>
    public const int Count = 13;

    /// <summary>All stages in their order.</summary>
    public static ReadOnlySpan<string> All => s_stages;

    /// <summary>The name of a stage.</summary>
    public static string Of(Stage stage) => s_stages[(int)stage];

    /// <summary>The name of a frame's fate.</summary>
    public static string Of(FrameFate fate) => s_frameFates[(int)fate];

    /// <summary>The name of an intent's fate.</summary>
    public static string Of(IntentFate fate) => s_intentFates[(int)fate];

    /// <summary>The fate that a drop is.</summary>
    public static FrameFate FateOf(DropReason reason) => (FrameFate)((int)reason + 1);
}
