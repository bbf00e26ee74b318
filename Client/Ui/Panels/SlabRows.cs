using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>How thick the plane of an axis is and what becomes of its samples, below how the axis is played. Only with servers that can.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class SlabRows
{
    /// <summary>The height of the rows in points.</summary>
    public const float Height = 92;

    private static readonly string[] s_projections = ["Mean", "Min", "Max"];

    private readonly UiParts _parts;

    /// <summary>Creates the rows.</summary>
    public SlabRows(UiParts parts)
    {
        _parts = parts;
    }

    /// <summary>Whether there are any.</summary>
    public bool IsShown => DimsKeys.AreTaken(_parts.State) && !_parts.State.View.Dims.IsVolume;

    /// <summary>Runs the rows.</summary>
    public void Run(Gui gui, ref ShapeRect rest, NotifyDims dims, int axis, long now)
    {
        string label = DimsAxes.Label(dims, axis);
        int size = Math.Max(1, DimsAxes.Size(dims, axis));
        gui.Label(rest.CutTop(gui.Px(28), out rest), gui.Scratch.Format($"Slab of {label}"), gui.Theme.Text, UiAlign.Left, gui.Bold);

        PropertyKey key = DimsKeys.ThicknessOf(label);
        ShapeRect row = Row(gui, ref rest, "Thickness", key, now);
        double thickness = _parts.Intents.Shown(key) is { } known && known.TryGetDouble(out double samples) ? samples : 1;
        ShapeRect field = row.CutLeft(gui.Px(44), out row);
        bool changed = gui.NumberField(new UiId("slab.text", axis), field.Inset(0, gui.Px(3)), ref thickness, "0", UiAlign.Right, "Samples that are taken together");
        gui.Label(row.CutRight(gui.Px(70), out row), World(gui, axis, thickness), gui.Theme.Dim, UiAlign.Right);
        changed |= gui.Slider(new UiId("slab.thickness", axis), row, ref thickness, 1, Math.Max(2, size), 1);
        if (changed)
        {
            _parts.Intents.Set(key, (int)Math.Clamp(Math.Round(thickness), 1, size));
        }

        int choice = (_parts.Intents.Shown(DimsKeys.Projection)?.AsText() ?? "mean") switch { "min" => 1, "max" => 2, _ => 0 };
        row = Row(gui, ref rest, "Shows its", DimsKeys.Projection, now);
        if (gui.Segments(new UiId("slab.projection"), row.Inset(0, gui.Px(3)), s_projections, ref choice, "What becomes of the samples that are taken together, on all axes"))
        {
            _parts.Intents.Set(DimsKeys.Projection, s_projections[choice].ToLowerInvariant());
        }
    }

    private ReadOnlySpan<char> World(Gui gui, int axis, double samples) => _parts.World.UnitOf(axis) is { Length: > 0 } unit
        ? gui.Scratch.Format($"{samples * _parts.World.ScaleOf(axis):0.##} {unit}")
        : "samples";

    private ShapeRect Row(Gui gui, ref ShapeRect rest, string name, PropertyKey key, long now)
    {
        ShapeRect row = rest.CutTop(gui.Px(30), out rest);
        gui.Label(row.CutLeft(gui.Px(74), out row), name, gui.Theme.Dim);
        PropertyMark.Draw(gui, _parts, key, row.CutRight(gui.Px(14), out row), now);
        return row;
    }
}
