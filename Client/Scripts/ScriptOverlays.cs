using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Adds, changes and removes overlays as a script says.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal static class ScriptOverlays
{
    /// <summary>The verb.</summary>
    public static ScriptVerb Verb { get; } = new("overlay", "Lays a file of this machine over the picture, changes what lies there, or takes it away.",
        [
            new("add", ScriptArgumentKind.Text, "a video, a table of tracks, or a list of both"),
            new("id", ScriptArgumentKind.Text, "its name; the file's without its ending where one is added"),
            new("calibration", ScriptArgumentKind.Text, "the file that says where it lies"),
            new("visible", ScriptArgumentKind.Flag, "whether it is drawn"),
            new("alpha", ScriptArgumentKind.Number, "0 is not seen, 1 hides what is below") { Minimum = 0, Maximum = 1 },
            new("order", ScriptArgumentKind.Text, "over or under the picture") { Choices = ["above", "below"] },
            new("offset", ScriptArgumentKind.Number, "seconds of the scene when its clock says 0"),
            new("rate", ScriptArgumentKind.Number, "seconds of the scene in one of its own") { Minimum = 1e-9, Maximum = 1e9 },
            new("frame", ScriptArgumentKind.Integer, "the frame that is shown where the scene has no time axis") { Minimum = 0, Maximum = int.MaxValue },
            new("place", ScriptArgumentKind.Integer, "its place in the list; 0 is the lowest") { Minimum = 0, Maximum = OverlayStack.Most },
            new("remove", ScriptArgumentKind.Flag, "takes it away"),
        ],
        """{"do":"overlay","add":"mouse.mp4","id":"cam","alpha":0.7}""")
    {
        SomeOf = ["add", "calibration", "visible", "alpha", "order", "offset", "rate", "frame", "place", "remove"],
    };

    /// <summary>Does a step; what it met, or null for nothing.</summary>
    public static ErrorInfo? Do(ScriptStep step, IOverlayStack? overlays)
    {
        if (overlays is null)
        {
            return new ErrorInfo("script.overlay", "Nothing can be laid over the picture in this run.");
        }

        try
        {
            return step.Text("add") is { } path ? Add(step, path, overlays) : Change(step, overlays);
        }
        catch (FathomException refused)
        {
            return new ErrorInfo("script.overlay", $"{refused.What} {refused.Why} {refused.How}");
        }
    }

    private static ErrorInfo? Add(ScriptStep step, string path, IOverlayStack overlays)
    {
        ImmutableArray<OverlaySpec> specs = OverlayFile.Read(path, overlays.Items.Select(static item => item.Spec.Id));
        if (specs.Length != 1 && step.Has("id"))
        {
            return new ErrorInfo("script.overlay", $"{Path.GetFileName(path)} is a list, whose overlays have names of their own.");
        }

        foreach (OverlaySpec spec in specs)
        {
            Set(step, overlays.Add(Changed(step, spec with { Id = step.Text("id") ?? spec.Id })).Spec, overlays);
        }

        return null;
    }

    private static ErrorInfo? Change(ScriptStep step, IOverlayStack overlays)
    {
        IReadOnlyList<OverlayItem> items = overlays.Items;
        OverlayItem? item = step.Text("id") is { } id ? overlays.Find(id) : items.Count == 1 ? items[0] : null;
        if (item is null)
        {
            string names = string.Join(", ", items.Select(static item => item.Spec.Id));
            return new ErrorInfo("script.overlay", $"{(step.Has("id") ? $"There is no overlay '{step.Text("id")}'" : "The step does not say which overlay")}; there are {(names.Length == 0 ? "none" : names)}.");
        }

        if (step.Flag("remove"))
        {
            overlays.Remove(item.Spec.Id);
            return null;
        }

        OverlaySpec changed = Changed(step, item.Spec).Checked();
        if (changed != item.Spec)
        {
            overlays.Replace(changed);
        }

        Set(step, changed, overlays);
        return null;
    }

    private static OverlaySpec Changed(ScriptStep step, OverlaySpec spec) => spec with
    {
        CalibrationPath = step.Text("calibration") ?? spec.CalibrationPath,
        Visible = step.Has("visible") ? step.Flag("visible") : spec.Visible,
        Alpha = step.Number("alpha", spec.Alpha),
        Order = step.Text("order") is { } order ? order == "below" ? OverlayOrder.Below : OverlayOrder.Above : spec.Order,
        Clock = new TimeLine(step.Number("offset", spec.Clock.Offset), step.Number("rate", spec.Clock.Rate)),
    };

    private static void Set(ScriptStep step, OverlaySpec spec, IOverlayStack overlays)
    {
        if (step.Has("frame"))
        {
            overlays.ShowFrame(spec.Id, step.Integer("frame"));
        }

        if (step.Has("place"))
        {
            overlays.Move(spec.Id, step.Integer("place"));
        }
    }
}
