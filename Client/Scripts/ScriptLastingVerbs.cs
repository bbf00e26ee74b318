using System.Collections.Generic;

namespace Fathom.Client.Scripts;

/// <summary>What takes time, calls the server's commands, or is about the run itself.</summary>
internal static class ScriptLastingVerbs
{
    private const double LongestMs = 86_400_000;

    private static readonly ScriptArgument s_axis = new("axis", ScriptArgumentKind.Axis, "name or number of the axis") { Required = true };

    /// <summary>The table.</summary>
    public static IReadOnlyList<ScriptVerb> All { get; } =
    [
        new("play", "Plays an axis until stop.",
            [
                s_axis,
                new("fps", ScriptArgumentKind.Number, "indices a second; 10 without") { Minimum = Playback.PlaybackSettings.MinFps, Maximum = Playback.PlaybackSettings.MaxFps },
                new("loop", ScriptArgumentKind.Text, "what happens at the end; loop without") { Choices = ["once", "loop", "bounce"] },
                new("reverse", ScriptArgumentKind.Flag, "downwards"),
                new("every_frame", ScriptArgumentKind.Flag, "waits for every picture instead of keeping the time"),
                new("first", ScriptArgumentKind.Integer, "first index of the range") { Minimum = 0, Maximum = int.MaxValue },
                new("last", ScriptArgumentKind.Integer, "last index of the range") { Minimum = 0, Maximum = int.MaxValue },
            ],
            """{"do":"play","axis":"t","fps":15,"loop":"bounce"}"""),
        new("stop", "Stops what plays.", [], """{"do":"stop"}"""),
        new("scrub", "Drags an axis evenly, then goes on.",
            [
                s_axis,
                new("from", ScriptArgumentKind.Integer, "the first index") { Required = true, Minimum = 0, Maximum = int.MaxValue },
                new("to", ScriptArgumentKind.Integer, "the last index") { Required = true, Minimum = 0, Maximum = int.MaxValue },
                new("ms", ScriptArgumentKind.Number, "how long it takes") { Required = true, Minimum = 0, Maximum = LongestMs },
                new("hz", ScriptArgumentKind.Number, "moves a second; 60 without") { Minimum = 0.1, Maximum = 1000 },
            ],
            """{"do":"scrub","axis":"z","from":0,"to":40,"ms":2000}"""),
        new("seek", "Jumps along an axis to indices drawn by chance, the same for the same seed, then goes on.",
            [
                s_axis,
                new("seed", ScriptArgumentKind.Integer, "which indices; 1 without") { Minimum = 0, Maximum = int.MaxValue },
                new("count", ScriptArgumentKind.Integer, "how many") { Required = true, Minimum = 1, Maximum = 1_000_000 },
                new("every_ms", ScriptArgumentKind.Number, "from one to the next") { Required = true, Minimum = 0, Maximum = LongestMs },
            ],
            """{"do":"seek","axis":"z","seed":7,"count":20,"every_ms":250}"""),
        new("list", "Lists a directory of the server; the report says what is there.",
            [new("path", ScriptArgumentKind.Text, "the directory; the one where browsing begins without")],
            """{"do":"list"}"""),
        new("load", "Loads a dataset, and goes on when its scene is there.",
            [new("path", ScriptArgumentKind.Text, "its path on the server") { Required = true }],
            """{"do":"load","path":"cells.ome.zarr"}"""),
        new("keyframe", "Asks for a key frame, at most once a second, and goes on when that is answered.", [], """{"do":"keyframe"}"""),
        new("drop", "Breaks both connections, as if the network did.", [], """{"do":"drop"}""") { NeedsSession = false },
        new("wait", "Waits, then goes on.",
            [
                new("until", ScriptArgumentKind.Text, "for what: all answered and its picture shown, a picture on the screen, or all answered")
                {
                    Choices = [ScriptVerbs.Settled, ScriptVerbs.Picture, ScriptVerbs.Acked],
                },
                new("ms", ScriptArgumentKind.Number, "or so long") { Minimum = 0, Maximum = LongestMs },
                new("timeout_ms", ScriptArgumentKind.Number, "the step has failed after this; 30000 without") { Minimum = 0, Maximum = LongestMs },
            ],
            """{"do":"wait","until":"settled"}""") { OneOf = ["until", "ms"], NeedsSession = false },
        new("mark", "Puts a remark into the report, with its time.",
            [new("text", ScriptArgumentKind.Text, "the remark") { Required = true }],
            """{"do":"mark","text":"the drag begins"}""") { NeedsSession = false },
        new("quit", "Ends the run.", [], """{"do":"quit"}""") { NeedsSession = false },
    ];
}
