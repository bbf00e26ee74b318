using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Scripts;

/// <summary>All that a script can do. The docs list the same; a test compares them.</summary>
internal static class ScriptVerbs
{
    /// <summary>What <c>wait</c> can wait for.</summary>
    public const string Settled = "settled", Picture = "picture", Acked = "acked";

    private static readonly ScriptArgument s_axis = new("axis", ScriptArgumentKind.Axis, "name or number of the axis") { Required = true };

    /// <summary>The table, in the order of the docs.</summary>
    public static IReadOnlyList<ScriptVerb> All { get; } =
    [
        new("dims", "Moves one axis.",
            [
                s_axis,
                new("index", ScriptArgumentKind.Integer, "go to this index") { Minimum = 0, Maximum = int.MaxValue },
                new("world", ScriptArgumentKind.Place, "go to this place, with its unit"),
                new("delta", ScriptArgumentKind.Integer, "go this many indices further") { Minimum = int.MinValue, Maximum = int.MaxValue },
            ],
            """{"at_ms":500,"do":"dims","axis":"z","index":12}""") { OneOf = ["index", "world", "delta"] },
        new("ndisplay", "Shows a plane or the volume.",
            [new("value", ScriptArgumentKind.Integer, "2 or 3") { Required = true, Minimum = 2, Maximum = 3 }],
            """{"do":"ndisplay","value":3}"""),
        new("level", "Chooses the level of detail.",
            [new("value", ScriptArgumentKind.Integer, "0 is the finest") { Required = true, Minimum = 0, Maximum = 64 }],
            """{"do":"level","value":1}"""),
        new("zoom", "Zooms about a point of the picture.",
            [
                new("factor", ScriptArgumentKind.Number, "2 shows everything twice as large") { Required = true, Minimum = 1e-6, Maximum = 1e6 },
                new("x", ScriptArgumentKind.Number, "pixels of the picture from the left; its middle without"),
                new("y", ScriptArgumentKind.Number, "pixels of the picture from the top; its middle without"),
            ],
            """{"do":"zoom","factor":2,"x":100,"y":80}"""),
        new("pan", "Moves the picture.",
            [
                new("dx", ScriptArgumentKind.Number, "pixels to the right") { Required = true },
                new("dy", ScriptArgumentKind.Number, "pixels downwards") { Required = true },
            ],
            """{"do":"pan","dx":40,"dy":-10}"""),
        new("orbit", "Turns the volume.",
            [
                new("azimuth", ScriptArgumentKind.Number, "degrees") { Required = true },
                new("elevation", ScriptArgumentKind.Number, "degrees") { Required = true },
            ],
            """{"do":"orbit","azimuth":15,"elevation":5}"""),
        new("reset", "Shows all of it again.", [], """{"do":"reset"}"""),
        new("camera", "Sets where the camera stands.",
            [
                new("center", ScriptArgumentKind.Numbers, "2 numbers for a plane, 3 for the volume"),
                new("rect", ScriptArgumentKind.Numbers, "left, bottom, width, height of what a plane shows"),
                new("angles", ScriptArgumentKind.Numbers, "3 angles of the volume, in degrees"),
                new("zoom", ScriptArgumentKind.Number, "the scale of a plane, where the server knows one"),
            ],
            """{"do":"camera","rect":[0,0,64,48]}""") { SomeOf = ["center", "rect", "angles"] },
        new("layer", "Sets a property of a layer.",
            [
                new("layer", ScriptArgumentKind.Text, "its id; the first layer without"),
                new("property", ScriptArgumentKind.Text, "visible, opacity, contrast_limits, gamma, colormap, …") { Required = true },
                new("value", ScriptArgumentKind.Any, "the value") { Required = true },
            ],
            """{"do":"layer","property":"contrast_limits","value":[10,200]}"""),
        new("volume", "Sets a property of the volume's rendering.",
            [
                new("property", ScriptArgumentKind.Text, "render_mode, contrast_limits, colormap, opacity, sample_step") { Required = true },
                new("value", ScriptArgumentKind.Any, "the value") { Required = true },
            ],
            """{"do":"volume","property":"render_mode","value":"mip"}"""),
        new("set", "Sends any other property of the protocol.",
            [
                new("scope", ScriptArgumentKind.Text, "the protocol's scope") { Required = true },
                new("target", ScriptArgumentKind.Text, "the protocol's target") { Required = true },
                new("key", ScriptArgumentKind.Text, "the protocol's key") { Required = true },
                new("value", ScriptArgumentKind.Any, "the value") { Required = true },
            ],
            """{"do":"set","scope":"layer","target":"layer-0","key":"gamma","value":0.8}"""),
        ScriptOverlays.Verb,
        .. ScriptLastingVerbs.All,
    ];

    /// <summary>The verb of that name, or null.</summary>
    public static ScriptVerb? Find(string name) => All.FirstOrDefault(verb => verb.Name == name);
}
